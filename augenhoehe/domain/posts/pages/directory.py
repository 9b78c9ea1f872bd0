"""Who spoke when: a directory by time, in which nobody is counted."""

from __future__ import annotations

from collections.abc import Collection, Set

from django.db.models import OuterRef, QuerySet, Subquery

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.reading import not_suggested_to
from augenhoehe.domain.posts.audience import Audience
from augenhoehe.domain.posts.models import (
    Post,
)
from augenhoehe.foundation.prepared import prepared, rows_by_id


def newest_of(account_ids: Collection[int]) -> dict[int, int]:
    """By account: its newest post that everybody may read; ids carry the time."""
    rows = _newest_of(frozenset(account_ids)) if account_ids else []
    return {account_id: post_id for account_id, post_id in rows if post_id is not None}


@prepared
def _newest_of(account_ids: Set[int]) -> QuerySet[Account, tuple[int, int | None]]:
    own = Post.objects.filter(
        account_id=OuterRef("id"), audience__lte=Audience.UNLISTED, deleted_at__isnull=True
    )
    newest = own.order_by("-id").values("id")[:1]
    rows = Account.objects.filter(id__in=account_ids).annotate(newest=Subquery(newest))
    return rows.values_list("id", "newest")


def people_by_last_post(
    *, limit: int, offset: int = 0, newest_accounts: bool = False, local: bool = True
) -> list[Account]:
    """A directory: who spoke last comes first, or who came last. Nobody is counted."""
    people = Account.objects.known().present().filter(discoverable=True)
    people = people.exclude(kind__in=(Account.Kind.GROUP, Account.Kind.INSTANCE))
    if local:
        people = people.filter(domain="")
    if newest_accounts:
        rows = people.order_by("-id")[offset : offset + limit]
        return [account for account in rows if not account.is_delisted]
    public = Post.objects.filter(
        account_id=OuterRef("id"), audience=Audience.PUBLIC, deleted_at__isnull=True
    )
    newest = public.order_by("-id").values("id")[:1]
    spoke = people.annotate(newest=Subquery(newest)).filter(newest__isnull=False)
    spoke = spoke.order_by("-newest")
    ids = list(spoke.values_list("id", flat=True)[offset : offset + limit])
    found = rows_by_id(Account, ids)
    there = [found[account_id] for account_id in ids if account_id in found]
    return [account for account in there if not account.is_delisted]


def suggested_to(person: Account, *, limit: int, offset: int = 0) -> list[Account]:
    """Whom somebody might read: who spoke last comes first. Nobody's followers are counted.

    Without whom they follow, asked, muted, blocked or put aside.
    """
    public = Post.objects.filter(
        account_id=OuterRef("id"), audience=Audience.PUBLIC, deleted_at__isnull=True
    )
    people = Account.objects.known().present().filter(discoverable=True)
    people = people.exclude(kind__in=(Account.Kind.GROUP, Account.Kind.INSTANCE))
    people = people.exclude(not_suggested_to(person))
    newest = public.order_by("-id").values("id")[:1]
    spoke = people.annotate(newest=Subquery(newest)).filter(newest__isnull=False)
    rows = spoke.order_by("-newest")[offset : offset + limit]
    return [account for account in rows if not account.is_delisted]
