"""Lists of people, page by page. Each row comes with the id by which its list is ordered."""

from __future__ import annotations

from collections.abc import Collection, Set
from datetime import datetime

from django.db.models import Q, QuerySet

from augenhoehe.domain.people.models import (
    Account,
    Block,
    Follow,
    FollowRequest,
    Mute,
)
from augenhoehe.domain.people.search import (
    people_beginning,
    people_by_address,
    search_people,
)
from augenhoehe.foundation import clock
from augenhoehe.foundation.prepared import prepared, rows_by_id
from augenhoehe.foundation.stretch import Stretch
from augenhoehe.foundation.text import tidy

Row = tuple[int, Account]


def followers_page(account: Account, stretch: Stretch) -> list[Row]:
    """Who follows somebody, the latest first."""
    rows = stretch.cut(Follow.objects.filter(followed=account).select_related("follower"))
    return stretch.newest_first([(row.id, row.follower) for row in rows])


def following_page(account: Account, stretch: Stretch) -> list[Row]:
    """Whom somebody follows, the latest first."""
    rows = stretch.cut(Follow.objects.filter(follower=account).select_related("followed"))
    return stretch.newest_first([(row.id, row.followed) for row in rows])


def follow_requests_page(account: Account, stretch: Stretch) -> list[Row]:
    """Who would like to follow somebody; only they themselves may see it."""
    rows = stretch.cut(FollowRequest.objects.filter(followed=account).select_related("follower"))
    return stretch.newest_first([(row.id, row.follower) for row in rows])


def blocks_page(account: Account, stretch: Stretch) -> list[Row]:
    """Whom somebody blocks; only they themselves may see it."""
    rows = stretch.cut(Block.objects.filter(account=account).select_related("blocked"))
    return stretch.newest_first([(row.id, row.blocked) for row in rows])


def mutes_page(account: Account, stretch: Stretch) -> list[tuple[int, Account, datetime | None]]:
    """Whom somebody mutes, and until when; only they themselves may see it."""
    live = Q(ends_at__isnull=True) | Q(ends_at__gt=clock.now())
    rows = stretch.cut(Mute.objects.filter(live, account=account).select_related("muted"))
    return stretch.newest_first([(row.id, row.muted, row.ends_at) for row in rows])


def accounts_by_ids(ids: Collection[int]) -> list[Account]:
    """Those that exist and may be known of, in the order asked for."""
    known = Account.objects.known().filter(id__in=ids).in_bulk()
    return [known[account_id] for account_id in ids if account_id in known]


def familiar_followers(ids: Collection[int], *, of: Account) -> dict[int, list[Account]]:
    """By account: those whom somebody follows and who follow that account, the latest first.

    Nobody of those who hide whom they follow, or who follows them.
    """
    known = Follow.objects.filter(follower=of, followed__hides_relations=False)
    rows = Follow.objects.filter(
        followed_id__in=ids,
        followed__hides_relations=False,
        follower_id__in=known.values("followed_id"),
    ).order_by("-id")
    pairs = list(rows.values_list("followed_id", "follower_id")[:400])
    accounts = rows_by_id(Account, {follower for _followed, follower in pairs})
    found: dict[int, list[Account]] = {account_id: [] for account_id in ids}
    for followed, follower in pairs:
        if follower in accounts:
            found[followed].append(accounts[follower])
    return found


def find_people(
    query: str, *, limit: int, offset: int = 0, of: Account | None = None
) -> list[Account]:
    """Accounts by their address, by how it begins, and by the words of name and text.

    `of`: only those whom this person follows.
    """
    wanted = tidy(query[:400]).strip().removeprefix("@")
    if not wanted:
        return []
    handle, _at, domain = wanted.partition("@")
    most = limit + offset
    listed = [*people_by_address(handle, domain), *people_beginning(wanted, most=most)]
    known = {row.id: row for row in _known_among(frozenset(listed))} if listed else {}
    rows = [known[one] for one in listed if one in known]
    rows += search_people(wanted, limit=most)
    found = {row.id: row for row in rows}
    ids = list(found)
    if of is not None:
        followed = Follow.objects.filter(follower=of, followed_id__in=ids)
        mine = set(followed.values_list("followed_id", flat=True))
        ids = [account_id for account_id in ids if account_id in mine]
    return [found[account_id] for account_id in ids[offset : offset + limit]]


@prepared
def _known_among(ids: Set[int]) -> QuerySet[Account]:
    return Account.objects.known().present().filter(id__in=ids)
