"""An account as its own person knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from augenhoehe.domain.people.hats import wearable
from augenhoehe.domain.people.posting import Posting, posting_of
from augenhoehe.domain.people.selectors import count_follow_requests, profile_fields
from augenhoehe.domain.people.who import who_is
from augenhoehe.domain.posts.showing import featured_tags_of
from augenhoehe.interfaces.mastodon_api.entities.account import account_entity
from augenhoehe.interfaces.mastodon_api.entities.addresses import absolute, moment
from augenhoehe.interfaces.mastodon_api.entities.role import role_entity
from augenhoehe.interfaces.mastodon_api.entities.tag import featured_tag_entity

if TYPE_CHECKING:
    from augenhoehe.domain.people.access import TokenHolder
    from augenhoehe.domain.people.models import Account

# Our numbers, in the order of `Post.Audience` and `Post.QuotePolicy`.
PRIVACY = ("public", "unlisted", "private", "direct")
QUOTES = ("public", "followers", "nobody")


def credential_entity(holder: TokenHolder) -> dict[str, Any]:
    """The account a token speaks for, with what only its own person sees."""
    account = holder.speaks_as
    return {
        **account_entity(account),
        "source": source_entity(account, posting_of(holder.account.id)) | {"hats": _hats(holder)},
        "role": role_entity(who_is(holder.account)),
        "written_by": _person_behind(holder),
    }


def source_entity(account: Account, posting: Posting) -> dict[str, Any]:
    """What was typed into the profile, and how the person's posts begin, through any voice."""
    return {
        "privacy": PRIVACY[posting.audience],
        "sensitive": posting.is_sensitive,
        "language": posting.language or None,
        "note": account.about,
        "interest": account.interest,
        "fields": _fields(account),
        "follow_requests_count": count_follow_requests(account),
        "hide_collections": account.hides_relations,
        "discoverable": account.discoverable,
        "indexable": account.indexable,
        "attribution_domains": account.attribution_domains,
        "quote_policy": QUOTES[posting.quotes],
    }


def profile_entity(account: Account) -> dict[str, Any]:
    """A profile as it is edited: words as they were typed, and no picture that was not chosen."""
    portrait = _picture(account, "portrait")
    header = _picture(account, "header")
    return {
        "id": str(account.id),
        "display_name": account.name,
        "note": account.about,
        "interest": account.interest,
        "fields": _fields(account),
        "avatar": portrait,
        "avatar_static": portrait,
        "avatar_description": account.portrait_alt,
        "header": header,
        "header_static": header,
        "header_description": account.header_alt,
        "locked": account.approves_followers,
        "bot": account.is_automated,
        "hide_collections": account.hides_relations,
        "discoverable": account.discoverable,
        "indexable": account.indexable,
        "show_media": True,
        "show_media_replies": True,
        "show_featured": True,
        "attribution_domains": account.attribution_domains,
        "featured_tags": [featured_tag_entity(account, one) for one in featured_tags_of(account)],
    }


def _picture(account: Account, kind: str) -> str | None:
    if not getattr(account, kind):
        return None
    return absolute(f"/{kind}s/{account.id}/{account.version}/large.webp")


def _fields(account: Account) -> list[dict[str, Any]]:
    return [
        {
            "name": line.name,
            "value": line.value,
            "verified_at": moment(line.verified_at) if line.verified_at else None,
        }
        for line in profile_fields([account.id]).get(account.id, [])
    ]


def _hats(holder: TokenHolder) -> list[dict[str, str]]:
    """What may be worn at this moment; a voice wears none."""
    mine = wearable(holder.account.id) if holder.voice is None else []
    return [{"id": str(one.id), "words": one.words} for one in mine]


def _person_behind(holder: TokenHolder) -> dict[str, Any] | None:
    """Who speaks through a voice: an app may show it beside the voice's name."""
    if holder.voice is None:
        return None
    person = holder.account
    return {"id": str(person.id), "acct": person.address, "display_name": person.name}


def preferences_entity(person: Account) -> dict[str, Any]:
    """How somebody likes to write; how apps show what is read, each app knows by itself."""
    posting = posting_of(person.id)
    return {
        "posting:default:visibility": PRIVACY[posting.audience],
        "posting:default:sensitive": posting.is_sensitive,
        "posting:default:language": posting.language or None,
        "posting:default:quote_policy": QUOTES[posting.quotes],
        "reading:expand:media": "default",
        "reading:expand:spoilers": False,
        "reading:autoplay:gifs": False,
    }
