"""What tells whether one knows an account already; see `posts.glance` for what it is good for."""

from __future__ import annotations

from collections.abc import Collection, Set
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import QuerySet

from augenhoehe.domain.people.models import Account
from augenhoehe.foundation.prepared import prepared, rows_by_id


class Glance(NamedTuple):
    """An account at a glance; the names are the account's."""

    id: int
    version: int
    restrictions: int
    posts_count: int
    followers_count: int
    following_count: int
    left_at: datetime | None


def glances_at(ids: Collection[int]) -> list[Glance]:
    return [Glance(*row) for row in _rows(frozenset(ids))] if ids else []


def glance_of(account: Account) -> Glance:
    """The same of an account one has."""
    return Glance(*(getattr(account, name) for name in Glance._fields))


def whole(ids: Collection[int]) -> list[Account]:
    """The accounts themselves, where a glance does not do."""
    return list(rows_by_id(Account, frozenset(ids)).values())


@prepared
def _rows(ids: Set[int]) -> QuerySet[Account, tuple[Any, ...]]:
    return Account.objects.filter(id__in=ids).values_list(*Glance._fields)
