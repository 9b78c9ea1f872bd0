"""What another server says of somebody, as our people room keeps it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from augenhoehe.activitypub.reading import NotReadable, read_actor
from augenhoehe.activitypub.records import Actor
from augenhoehe.domain.people.actions import Told
from augenhoehe.foundation.text import clean_html, plain, untracked
from augenhoehe.interfaces.federation.hosts import as_servers_speak_here

_LONGEST_ABOUT = 20_000
# In two steps, and the first without a way back: thirty lines of addresses took seconds.
_LINK_ALONE = re.compile(r"\s*+(?:<p>)?<a ([^<>]*+)>.*</a>(?:</p>)?\s*", re.S)
_HREF = re.compile(r'\bhref="([^"<>]+)"')
_KINDS = {"Person": "person", "Service": "person", "Group": "group", "Application": "instance"}


def told_of(actor: Actor, *, handle: str, domain: str, is_like_us: bool = False) -> Told:
    """What to keep of an actor whose name was confirmed.

    `is_like_us`: its server runs what this one runs; only there an Organization is a voice,
    with a person behind every word.
    """
    voice = "voice" if is_like_us else "person"
    return Told(
        uri=actor.id,
        handle=handle,
        domain=domain,
        kind=_KINDS.get(actor.kind, voice),
        name=actor.name.strip() or actor.handle,
        url=actor.url,
        about=plain(actor.summary[:_LONGEST_ABOUT]),
        about_html=clean_html(actor.summary[:_LONGEST_ABOUT]),
        fields=tuple(_fields(actor)),
        portrait_away=actor.icon,
        portrait_alt=actor.icon_description,
        header_away=actor.image,
        header_alt=actor.image_description,
        interest=actor.interest,
        approves_followers=actor.locked,
        discoverable=actor.discoverable is not False,
        indexable=actor.indexable is True,
        is_automated=actor.kind in ("Service", "Application"),
        also_known_as=actor.also_known_as,
        moved_to=actor.moved_to,
        is_suspended=actor.suspended,
        since=actor.published,
    )


def _fields(actor: Actor) -> Iterator[tuple[str, str]]:
    """The lines of a profile; for whom somebody works comes first (our `affiliation`)."""
    lines = [(plain(field.name), untracked(_value(field.value))) for field in actor.fields]
    for one in actor.affiliations[:1]:
        if not any(one.name in value for _name, value in lines):
            with translation.override(settings.LANGUAGE_CODE):
                yield _("Works for"), one.name
    yield from (line for line in lines if line[0] or line[1])


def _value(html: str) -> str:
    """A line as plain text; a link that stands alone becomes its address."""
    words = plain(html)
    alone = _LINK_ALONE.fullmatch(html)
    href = _HREF.search(alone[1]) if alone else None
    if alone and href and "<a " not in html[alone.end(1) :] and " " in words:
        return plain(href[1])
    return words


def keys_in(document: Mapping[str, Any]) -> list[dict[str, str]]:
    """The keys that an actor's own document names, as `RemoteActor` keeps them."""
    try:
        with as_servers_speak_here():
            return keys_of(read_actor(document))
    except NotReadable:
        return []


def keys_of(actor: Actor) -> list[dict[str, str]]:
    """The keys of an actor that was read."""
    pems = [{"id": key.id, "type": "pem", "key": key.pem} for key in actor.keys]
    return pems + [
        {"id": key.id, "type": "multibase", "key": key.multibase} for key in actor.multikeys
    ]
