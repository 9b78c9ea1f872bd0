"""An account as clients know it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from augenhoehe.interfaces.mastodon_api.entities.addresses import (
    absolute,
    absolute_links,
    account_url,
    moment,
)

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account


def account_entity(account: Account) -> dict[str, Any]:
    """Who somebody is. A title stands in the profile and not here: it counts for nothing."""
    portrait = absolute(f"/portraits/{account.id}/{account.version}/large.webp")
    header = absolute(f"/headers/{account.id}/{account.version}/large.webp")
    return {
        "id": str(account.id),
        "username": account.handle,
        "acct": account.address,
        "display_name": account.name,
        "locked": account.approves_followers,
        "bot": False,
        "discoverable": account.discoverable,
        "group": account.kind == "group",
        "created_at": moment(account.created_at, day_only=True),
        "note": absolute_links(account.about_html),
        "url": account_url(account),
        "uri": account.uri or account_url(account),
        "avatar": portrait,
        "avatar_static": portrait,
        "header": header,
        "header_static": header,
        "followers_count": account.followers_count,
        "following_count": account.following_count,
        "statuses_count": account.posts_count,
        "last_status_at": None,
        "emojis": [],
        "fields": [],
    }


def mention_entity(account: Account) -> dict[str, Any]:
    """Whom a post addresses."""
    return {
        "id": str(account.id),
        "username": account.handle,
        "acct": account.address,
        "url": account_url(account),
    }
