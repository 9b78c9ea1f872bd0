"""The addresses by which other servers know our people: ids, not pages; they never change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from augenhoehe.foundation.ids import is_possible

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account


def uri_of(account: Account) -> str:
    """The id of anybody, here or elsewhere: what ActivityPub calls an actor."""
    return account.uri or local_uri(account.id)


def local_uri(account_id: int) -> str:
    """The id of somebody of this server."""
    return f"{settings.BASE_URL}/actors/{account_id}"


def account_id_in(uri: str) -> int | None:
    """Whose id this is, if it is one of ours; whether there is such an account is not asked."""
    number = uri.removeprefix(f"{settings.BASE_URL}/actors/")
    is_one = number != uri and number.isascii() and number.isdigit() and len(number) < 20
    return int(number) if is_one and is_possible(int(number)) else None
