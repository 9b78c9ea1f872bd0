"""What can be asked about announcements. Who reads comes first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import timedelta

from django.db.models import Count, Min, QuerySet

from augenhoehe.domain.notifications.models import (
    Announcement,
    AnnouncementReaction,
    AnnouncementRead,
)
from augenhoehe.domain.people.models import Account
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import is_possible
from augenhoehe.foundation.prepared import prepared

_MOST = 50


@dataclass(frozen=True, slots=True)
class Sign:
    """How many answered with it, and whether one did oneself."""

    name: str
    count: int
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Announced:
    """An announcement as somebody sees it."""

    row: Announcement
    is_read: bool
    signs: Sequence[Sign] = field(default_factory=tuple)


def announcements_for(account: Account, *, with_read: bool = False) -> list[Announced]:
    """What is announced now, the oldest first as it was said; without what one put away."""
    rows = _current()
    if not rows:
        return []
    read = {one for (one,) in _read_by(account.id, frozenset(row.id for row in rows))}
    shown = rows if with_read else [row for row in rows if row.id not in read]
    signs = _signs_on([row.id for row in shown], account.id) if shown else {}
    return [Announced(row, row.id in read, signs.get(row.id, ())) for row in shown]


def announcement_for(account: Account, announcement_id: int) -> Announced | None:
    """One that is announced now."""
    found = announcements_for(account, with_read=True)
    return next((one for one in found if one.row.id == announcement_id), None)


def announced_now(announcement_id: int) -> Announced | None:
    """One that is announced now, as nobody in particular sees it."""
    row = next((one for one in _current() if one.id == announcement_id), None)
    return Announced(row, False, _signs_on([row.id], 0).get(row.id, ())) if row else None


def announced(announcement_id: int) -> Announcement | None:
    """Any, also one that is over: for who makes them, and for streams."""
    if not is_possible(announcement_id):
        return None
    return Announcement.objects.filter(id=announcement_id).first()


def all_announcements() -> list[Announcement]:
    """Those that were made, the newest first."""
    return list(Announcement.objects.select_related("made_by").order_by("-id")[:_MOST])


def is_over(row: Announcement) -> bool:
    """Whether what it speaks of is past; a whole day is over when it ends."""
    if row.ends_at is None:
        return False
    return row.ends_at + timedelta(days=1 if row.all_day else 0) <= clock.now()


def _current() -> list[Announcement]:
    return [row for row in _published() if not is_over(row)]


@prepared
def _published() -> QuerySet[Announcement, Announcement]:
    rows = Announcement.objects.filter(published_at__isnull=False, withdrawn_at__isnull=True)
    return rows.order_by("id")[:_MOST]


@prepared
def _read_by(account_id: int, ids: Set[int]) -> QuerySet[AnnouncementRead, tuple[int]]:
    rows = AnnouncementRead.objects.filter(account_id=account_id, announcement_id__in=ids)
    return rows.values_list("announcement_id")


def _signs_on(ids: Sequence[int], account_id: int) -> Mapping[int, list[Sign]]:
    """By announcement: its signs, in the order in which they first came."""
    rows = AnnouncementReaction.objects.filter(announcement_id__in=ids)
    mine = set(rows.filter(account_id=account_id).values_list("announcement_id", "name"))
    counted = rows.values("announcement_id", "name").annotate(count=Count("id"), first=Min("id"))
    found: dict[int, list[Sign]] = {}
    for row in counted.order_by("first"):
        key = row["announcement_id"], row["name"]
        sign = Sign(row["name"], row["count"], key in mine)
        found.setdefault(row["announcement_id"], []).append(sign)
    return found
