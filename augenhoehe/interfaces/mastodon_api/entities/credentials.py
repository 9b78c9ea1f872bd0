"""An account as its own person knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from augenhoehe.domain.people.selectors import count_follow_requests, profile_fields
from augenhoehe.interfaces.mastodon_api.entities.account import account_entity
from augenhoehe.interfaces.mastodon_api.entities.addresses import moment

if TYPE_CHECKING:
    from augenhoehe.domain.people.access import TokenHolder
    from augenhoehe.domain.people.models import Account

_ROLE = {"id": "-99", "name": "", "color": "", "permissions": "0", "highlighted": False}


def credential_entity(holder: TokenHolder) -> dict[str, Any]:
    """The account a token speaks for, with what only its own person sees."""
    account = holder.speaks_as
    return {
        **account_entity(account),
        "source": source_entity(account),
        "role": _ROLE,
        "written_by": _person_behind(holder),
    }


def source_entity(account: Account) -> dict[str, Any]:
    """What one wrote oneself, and how posts begin."""
    lines = profile_fields([account.id]).get(account.id, [])
    return {
        "privacy": "public",
        "sensitive": False,
        "language": account.language or None,
        "note": account.about,
        "fields": [
            {
                "name": line.name,
                "value": line.value,
                "verified_at": moment(line.verified_at) if line.verified_at else None,
            }
            for line in lines
        ],
        "follow_requests_count": count_follow_requests(account),
        "hide_collections": False,
        "discoverable": account.discoverable,
        "indexable": account.discoverable,
        "attribution_domains": [],
        "quote_policy": "public",
    }


def _person_behind(holder: TokenHolder) -> dict[str, Any] | None:
    """Who speaks through a voice: an app may show it beside the voice's name."""
    if holder.voice is None:
        return None
    person = holder.account
    return {"id": str(person.id), "acct": person.address, "display_name": person.name}


def preferences_entity(account: Account) -> dict[str, Any]:
    """How somebody likes to write and to read."""
    return {
        "posting:default:visibility": "public",
        "posting:default:sensitive": False,
        "posting:default:language": account.language or None,
        "posting:default:quote_policy": "public",
        "reading:expand:media": "default",
        "reading:expand:spoilers": False,
        "reading:autoplay:gifs": False,
    }
