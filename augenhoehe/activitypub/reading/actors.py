"""Who acts, by shape (ActivityPub 4.1; Mastodon's, Misskey's and GoToSocial's extensions)."""

import re
from typing import Any

from augenhoehe.activitypub.reading.addresses import address, id_of, ids_of
from augenhoehe.activitypub.reading.bounds import (
    LONGEST_HANDLE,
    LONGEST_ID,
    LONGEST_NAME,
    LONGEST_SUMMARY,
    MOST_ALIASES,
    MOST_FIELDS,
)
from augenhoehe.activitypub.reading.keys import keys_of, multikeys_of
from augenhoehe.activitypub.reading.languages import wording
from augenhoehe.activitypub.reading.links import page_of, picture_of
from augenhoehe.activitypub.reading.moments import moment
from augenhoehe.activitypub.reading.policies import interaction_policy_of
from augenhoehe.activitypub.reading.refusal import NotReadable
from augenhoehe.activitypub.reading.shapes import (
    Node,
    flag,
    inner,
    kind_among,
    kinds,
    many,
    nodes,
    text,
)
from augenhoehe.activitypub.reading.shapes import node as opened_node
from augenhoehe.activitypub.reading.tags import emojis, hashtags, tags_of
from augenhoehe.activitypub.records.actor import Actor, Affiliation, Field
from augenhoehe.activitypub.vocabulary import ACTOR_KINDS

# Letters and digits of any script, dots, hyphens: what can stand in @handle@domain.
_HANDLE = re.compile(rf"[\w](?:[\w.~-]{{0,{LONGEST_HANDLE - 2}}}[\w~-])?")
_DOMAIN = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?")


def read_actor(value: Any) -> Actor:
    """An actor, or NotReadable. The least: an id without a fragment, a kind, a handle, an inbox.

    That the address it was fetched from is its id is for the caller to see.
    """
    node = opened_node(value)
    kind = kind_among(node.get("type"), ACTOR_KINDS, code="not_an_actor")
    actor_id = id_of(node.get("id"), fragment=False)
    inbox = _endpoint(node.get("inbox"))
    for code, found in (("no_id", actor_id), ("no_inbox", inbox)):
        if not found:
            raise NotReadable(code)
    return Actor(
        id=actor_id,
        kind=kind,
        handle=_handle(node),
        inbox=inbox,
        **_profile(node),
        **_places(node),
        **_choices(node),
        keys=keys_of(node, actor_id),
        multikeys=multikeys_of(node, actor_id),
        affiliations=_affiliations(node),
        interest=text(node.get("interest"), LONGEST_NAME),
    )


def _handle(node: Node) -> str:
    found = text(node.get("preferredUsername"), LONGEST_HANDLE + 1).strip()
    if not _HANDLE.fullmatch(found):
        raise NotReadable("no_handle")
    return found


def _profile(node: Node) -> dict[str, Any]:
    tags = tags_of(node)
    icon, icon_description = picture_of(node.get("icon"))
    image, image_description = picture_of(node.get("image"))
    return {
        "name": wording(node, "name", longest=LONGEST_NAME).text,
        "summary": wording(node, "summary", longest=LONGEST_SUMMARY).text,
        "url": page_of(node.get("url")),
        "icon": icon,
        "image": image,
        "icon_description": icon_description,
        "image_description": image_description,
        "fields": _fields(node),
        "emojis": emojis(tags),
        "hashtags": hashtags(tags),
        "published": moment(node.get("published")),
    }


def _places(node: Node) -> dict[str, Any]:
    return {
        "shared_inbox": _endpoint(
            inner(node.get("endpoints")).get("sharedInbox") or node.get("sharedInbox")
        ),
        "outbox": _endpoint(node.get("outbox")),
        "followers": _endpoint(node.get("followers")),
        "following": _endpoint(node.get("following")),
        "featured": _endpoint(node.get("featured")),
        "featured_tags": _endpoint(node.get("featuredTags")),
        "moved_to": id_of(node.get("movedTo"), fragment=False),
        "also_known_as": ids_of(node.get("alsoKnownAs"), MOST_ALIASES),
        "attributed_to": ids_of(node.get("attributedTo"), MOST_ALIASES),
        "attribution_domains": _domains(node.get("attributionDomains")),
        "webfinger": text(node.get("webfinger"), 320).removeprefix("acct:"),
        "generator": id_of(node.get("generator"), fragment=False),
        "implements": ids_of(_capabilities(node), MOST_ALIASES),
    }


def _choices(node: Node) -> dict[str, Any]:
    return {
        "locked": flag(node.get("manuallyApprovesFollowers")) is True,
        "discoverable": flag(node.get("discoverable")),
        "indexable": flag(node.get("indexable")),
        "memorial": flag(node.get("memorial")) is True,
        "suspended": flag(node.get("suspended")) is True,
        "interaction_policy": interaction_policy_of(node),
    }


def _endpoint(value: Any) -> str:
    """Where something is sent or fetched; a fragment would never reach the server."""
    return id_of(value, fragment=False)


def _capabilities(node: Node) -> Any:
    """FEP-844e: said by the server's own actor, or by others of it."""
    return node.get("implements") or inner(node.get("generator")).get("implements")


def _fields(node: Node) -> tuple[Field, ...]:
    lines = (
        Field(text(item.get("name"), LONGEST_NAME), text(item.get("value"), LONGEST_SUMMARY))
        for item in nodes(node.get("attachment"), MOST_FIELDS)
        if "PropertyValue" in kinds(item.get("type"))
    )
    return tuple(line for line in lines if line.name or line.value)


def _domains(value: Any) -> tuple[str, ...]:
    names = (text(item, 253).lower() for item in many(value, MOST_ALIASES))
    return tuple(dict.fromkeys(name for name in names if _DOMAIN.fullmatch(name)))


def _affiliations(node: Node) -> tuple[Affiliation, ...]:
    found = (
        Affiliation(
            text(item.get("name")),
            address(item.get("id"), longest=LONGEST_ID),
            moment(item.get("since")),
        )
        for item in nodes(node.get("affiliation"), MOST_FIELDS)
    )
    return tuple(one for one in found if one.name)
