"""Our people, voices and spaces as other servers get them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.html import escape
from django.utils.translation import gettext as _

from augenhoehe.activitypub.records import Actor, Affiliation, Field, Multikey, PublicKey
from augenhoehe.domain.people.actions.server_accounts import INSTANCE_HANDLE
from augenhoehe.domain.people.hats import hats_of
from augenhoehe.domain.people.prior_approval import prior_approval_of
from augenhoehe.domain.people.selectors import account_by_id, member_since, profile_fields
from augenhoehe.domain.people.uris import local_uri, uri_of
from augenhoehe.foundation.text import find_links
from augenhoehe.interfaces.federation.addresses import (
    collection_of,
    inbox_of,
    profile_page,
    shared_inbox,
)
from augenhoehe.interfaces.federation.keys import public_halves
from augenhoehe.interfaces.federation.translate.html_out import (
    absolute_html,
    day_of,
    language_of,
)
from augenhoehe.interfaces.federation.translate.media_out import emojis_of

if TYPE_CHECKING:
    from datetime import datetime

    from augenhoehe.domain.people.models import Account

_KINDS = {
    "person": "Person",
    "voice": "Organization",
    "group": "Group",
    "instance": "Application",
}
RFC9421 = "https://datatracker.ietf.org/doc/html/rfc9421"


def described_actor(account: Account) -> Actor:
    """One of our accounts as the record of its actor document."""
    since = member_since([account.id]).get(account.id)
    pem, multibase = public_halves(account.id)
    uri = local_uri(account.id)
    return Actor(
        id=uri,
        kind=kind_of(account),
        handle=account.handle,
        inbox=inbox_of(account.id),
        shared_inbox=shared_inbox(),
        name=account.name,
        summary=absolute_html(account.about_html),
        url=page_of(account),
        icon=_picture(account, "portrait"),
        icon_description=account.portrait_alt if account.portrait else "",
        image=_picture(account, "header"),
        image_description=account.header_alt if account.header else "",
        **_places(account),
        **_choices(account),
        keys=(PublicKey(pem.id, uri, pem.value),),
        multikeys=(Multikey(multibase.id, uri, multibase.value),),
        fields=_fields(account, since),
        emojis=emojis_of(account.name, account.about),
        affiliations=_affiliations(account, since),
        interest=account.interest,
    )


def kind_of(account: Account) -> str:
    """What ActivityStreams calls such an account; a bot of a person is a Service."""
    if account.is_person and account.is_automated:
        return "Service"
    return _KINDS[account.kind]


def page_of(account: Account) -> str:
    """Where people read about an account."""
    if account.is_desk:
        return settings.BASE_URL
    if account.kind == "group":
        return f"{settings.BASE_URL}/raeume/{account.handle}"  # its handle is the space's
    if account.kind == "instance":
        own = "" if account.handle == INSTANCE_HANDLE else f"/{account.handle}"
        return f"{settings.BASE_URL}{own}"
    return profile_page(account)


def _picture(account: Account, which: str) -> str:
    """Where a portrait or header lies; nothing where there is none: others draw their own."""
    if not getattr(account, which):
        return ""
    return f"{settings.BASE_URL}/{which}s/{account.id}/{account.version}/large.webp"


def _places(account: Account) -> dict[str, Any]:
    if (account.kind == "instance" and account.handle == INSTANCE_HANDLE) or account.is_desk:
        return {"outbox": collection_of(account.id, "outbox")}
    return {
        "outbox": collection_of(account.id, "outbox"),
        "followers": collection_of(account.id, "followers"),
        "following": collection_of(account.id, "following"),
        "featured": collection_of(account.id, "featured"),
        "featured_tags": collection_of(account.id, "tags"),
    }


def _choices(account: Account) -> dict[str, Any]:
    moved = account_by_id(account.moved_to_id) if account.moved_to_id else None
    return {
        "locked": account.approves_followers,
        "discoverable": account.discoverable,
        "indexable": account.indexable,
        "published": day_of(account.created_at),
        "also_known_as": tuple(account.also_known_as),
        "moved_to": uri_of(moved) if moved else "",
        "attribution_domains": tuple(account.attribution_domains),
        "webfinger": f"{account.handle}@{settings.HOST}",
        "implements": (RFC9421,),
    }


def _fields(account: Account, since: datetime | None) -> tuple[Field, ...]:
    """The lines of a profile; first what somebody should know who reads what they say."""
    with language_of(account.language):
        ours = []
        if since is not None:
            ours.append(Field(_("Works for"), escape(settings.ORGANISATION)))
        for hat in hats_of(account.id) if account.is_person else ():
            ours.append(Field(_("Speaks for"), escape(hat.words)))
        if account.interest:
            ours.append(Field(_("Interest"), escape(account.interest)))
        setting = prior_approval_of(account) if account.is_voice else None
        if setting is not None:
            ours.append(Field(_("Posts are approved before"), escape(setting.why)))
    lines = profile_fields([account.id]).get(account.id, ())
    return (*ours, *(Field(line.name, _value(line.value)) for line in lines))


def _value(words: str) -> str:
    """A line's value as HTML; a whole address becomes a link that can be proven (rel=me)."""
    value = str(escape(words))
    is_link = words.startswith(("https://", "http://")) and " " not in words and find_links(words)
    if not is_link:
        return value
    return f'<a href="{value}" rel="me nofollow noopener noreferrer">{value}</a>'


def _affiliations(account: Account, since: datetime | None) -> tuple[Affiliation, ...]:
    """For whom somebody works; a voice speaks for the organisation since it was founded."""
    if account.is_voice:
        since = account.created_at
    if since is None:
        return ()
    return (Affiliation(settings.ORGANISATION, since=day_of(since)),)
