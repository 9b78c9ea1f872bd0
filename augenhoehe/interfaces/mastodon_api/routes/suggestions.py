"""Whom one might read. Nobody is ranked: who spoke last comes first.

`sources` says of some that people one follows follow them; how many is not asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from augenhoehe.domain.people import actions
from augenhoehe.domain.people.reading import followed_by_my_people
from augenhoehe.domain.posts.pages import suggested_to
from augenhoehe.interfaces.mastodon_api.endpoint import endpoint
from augenhoehe.interfaces.mastodon_api.entities.account import accounts_for
from augenhoehe.interfaces.mastodon_api.pagination import page_of
from augenhoehe.interfaces.mastodon_api.routes.common import found_account, somebody

if TYPE_CHECKING:
    from augenhoehe.domain.people.access import TokenHolder
    from augenhoehe.domain.people.models import Account


def _version_1(request: HttpRequest) -> list[Any]:
    return accounts_for(_suggested(request)[1])


def _version_2(request: HttpRequest) -> list[Any]:
    holder, people = _suggested(request)
    known = followed_by_my_people(holder.account, [account.id for account in people])
    return [
        {
            # For older clients: what `sources` says, in their words.
            "source": "past_interactions" if account.id in known else "global",
            # The other words apps know speak of being followed or liked most: none of them fits.
            "sources": ["friends_of_friends"] if account.id in known else [],
            "account": entity,
        }
        for account, entity in zip(people, accounts_for(people), strict=True)
    ]


def _suggested(request: HttpRequest) -> tuple[TokenHolder, list[Account]]:
    holder, reader = somebody(request, "read:accounts", "read")
    page = page_of(request, limit=40, most=80)
    people = suggested_to(
        holder.account, limit=page.limit + len(reader.who.voices), offset=min(page.offset, 2000)
    )
    mine = reader.who.speaks_as
    return holder, [account for account in people if account.id not in mine][: page.limit]


def _dismiss(request: HttpRequest, account_id: str) -> dict[str, Any]:
    """Not be shown somebody here any longer."""
    holder, _reader = somebody(request, "write:accounts", "read:accounts", "read")
    actions.dismiss_suggestion(found_account(account_id), by=holder.account)
    return {}


version_1 = endpoint(get=_version_1)
version_2 = endpoint(get=_version_2)
dismiss = endpoint(delete=_dismiss)
