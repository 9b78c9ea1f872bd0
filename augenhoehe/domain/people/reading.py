"""How somebody arranged what they read: lists, notes, recommendations, blocked servers.

Only they themselves may ask; whom they recommend, everybody.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from augenhoehe.domain.people.models import (
    Account,
    AccountNote,
    Block,
    Dismissal,
    DomainBlock,
    Endorsement,
    Follow,
    FollowRequest,
    ListMember,
    Mute,
    ReadingList,
)
from augenhoehe.domain.people.who import Who
from augenhoehe.foundation.prepared import prepared
from augenhoehe.foundation.stretch import Stretch

Row = tuple[int, Account]


def lists_of(owner: Account) -> list[ReadingList]:
    """Somebody's lists, by name."""
    return list(ReadingList.objects.filter(owner=owner).order_by("title", "id"))


def own_list(owner: Account, list_id: int) -> ReadingList | None:
    """One of somebody's own lists; what others have does not exist for them."""
    return ReadingList.objects.filter(owner=owner, id=list_id).first()


def list_for(who: Who, list_id: int) -> ReadingList | None:
    """The same, of whoever asks."""
    return ReadingList.objects.filter(owner_id=who.account_id or 0, id=list_id).first()


def lists_with(owner: Account, account: Account) -> list[ReadingList]:
    """Those of somebody's lists in which they read this account."""
    found = ReadingList.objects.filter(owner=owner, members__account=account)
    return list(found.order_by("title", "id"))


def list_members_page(chosen: ReadingList, stretch: Stretch) -> list[Row]:
    """Who is read in a list, who came last first."""
    rows = stretch.cut(ListMember.objects.filter(reading_list=chosen).select_related("account"))
    return stretch.newest_first([(row.id, row.account) for row in rows])


def list_members(chosen: ReadingList) -> list[Account]:
    """Everybody who is read in a list, by name."""
    ids = ListMember.objects.filter(reading_list=chosen).values("account_id")
    return list(Account.objects.filter(id__in=ids).order_by("name", "id"))


def could_be_listed(chosen: ReadingList) -> list[Account]:
    """Whom its owner follows and does not read in this list yet, by name."""
    listed = ListMember.objects.filter(reading_list=chosen).values("account_id")
    followed = Follow.objects.filter(follower_id=chosen.owner_id).values("followed_id")
    people = Account.objects.filter(id__in=followed).exclude(id__in=listed)
    return list(people.order_by("name", "id")[:500])


@dataclass(frozen=True, slots=True)
class Listed:
    """Whom a list reads, and what of them, as they are followed now."""

    ids: frozenset[int]
    with_boosts: frozenset[int]
    # Of whom only some languages are read: (their ids, the languages).
    speaking: tuple[tuple[frozenset[int], tuple[str, ...]], ...] = ()


def listed_in(chosen: ReadingList) -> Listed:
    """One small query: the members with the wishes one follows them with."""
    rows = _listed(chosen.id, chosen.owner_id)
    some = {row[0]: tuple(row[2]) for row in rows if row[2]}
    return Listed(
        ids=frozenset(row[0] for row in rows),
        with_boosts=frozenset(row[0] for row in rows if row[1] is not False),
        speaking=tuple(
            (frozenset(one for one, its in some.items() if its == languages), languages)
            for languages in sorted(set(some.values()))
        ),
    )


@prepared
def _listed(list_id: int, owner_id: int) -> QuerySet[ListMember, tuple[int, bool, list[str]]]:
    mine = Follow.objects.filter(follower_id=owner_id, followed_id=OuterRef("account_id"))
    return ListMember.objects.filter(reading_list_id=list_id).values_list(
        "account_id",
        Subquery(mine.values("show_boosts")[:1]),
        Subquery(mine.values("languages")[:1]),
    )


def read_apart(owner_id: int) -> frozenset[int]:
    """Whom somebody reads in a list and not at home."""
    return frozenset(account_id for (account_id,) in _apart(owner_id))


@prepared
def _apart(owner_id: int) -> QuerySet[ListMember, tuple[int]]:
    rows = ListMember.objects.filter(
        reading_list__owner_id=owner_id, reading_list__is_exclusive=True
    )
    return rows.values_list("account_id")


def endorsements_page(owner: Account, stretch: Stretch) -> list[Row]:
    """Whom somebody recommends, the latest first."""
    rows = Endorsement.objects.filter(owner=owner, account__left_at__isnull=True)
    found = stretch.cut(rows.select_related("account"))
    return stretch.newest_first([(row.id, row.account) for row in found])


def endorses(owner: Account, account: Account) -> bool:
    """Whether somebody recommends an account."""
    return Endorsement.objects.filter(owner=owner, account=account).exists()


def note_on(account: Account, *, by: Account) -> str:
    """What somebody noted about an account for themselves."""
    row = AccountNote.objects.filter(owner=by, about=account).values_list("text", flat=True)
    return row.first() or ""


def blocked_servers_page(owner: Account, stretch: Stretch) -> list[tuple[int, str]]:
    """Of which servers somebody reads nothing, the latest first."""
    rows = stretch.cut(DomainBlock.objects.filter(account=owner))
    return stretch.newest_first(list(rows.values_list("id", "domain")))


def blocked_servers(owner: Account) -> list[str]:
    """Of which servers somebody reads nothing, by name."""
    rows = DomainBlock.objects.filter(account=owner).order_by("domain")
    return list(rows.values_list("domain", flat=True))


def not_suggested_to(owner: Account) -> Q:
    """Accounts one need not be shown: oneself, whom one follows, asked or put aside."""
    me = owner.id
    aside: list[QuerySet[Any]] = [
        Follow.objects.filter(follower_id=me, followed_id=OuterRef("id")),
        FollowRequest.objects.filter(follower_id=me, followed_id=OuterRef("id")),
        Mute.objects.filter(account_id=me, muted_id=OuterRef("id")),
        Block.objects.filter(account_id=me, blocked_id=OuterRef("id")),
        Block.objects.filter(account_id=OuterRef("id"), blocked_id=me),
        DomainBlock.objects.filter(account_id=me, domain=OuterRef("domain")),
        Dismissal.objects.filter(account_id=me, dismissed_id=OuterRef("id")),
    ]
    condition = Q(id=me)
    for rows in aside:
        condition |= Q(Exists(rows))
    return condition


def followed_by_my_people(owner: Account, among: Collection[int]) -> frozenset[int]:
    """Those of these accounts whom somebody one follows follows too; nobody is counted.

    Not by those who hide whom they follow.
    """
    mine = Follow.objects.filter(follower=owner, followed__hides_relations=False)
    rows = Follow.objects.filter(followed_id__in=among, follower_id__in=mine.values("followed_id"))
    return frozenset(rows.values_list("followed_id", flat=True).distinct())


def wishes_of(owner: Account) -> list[tuple[Account, Follow]]:
    """Whom somebody follows, and what of them they wish to read; the latest first."""
    rows = Follow.objects.filter(follower=owner).select_related("followed").order_by("-id")
    return [(row.followed, row) for row in rows]


def mute_choices(owner: Account) -> list[tuple[Account, bool]]:
    """Whom somebody mutes, and whether their notices are muted too; the latest first."""
    rows = Mute.objects.filter(account=owner).select_related("muted").order_by("-id")
    return [(row.muted, row.with_notifications) for row in rows]
