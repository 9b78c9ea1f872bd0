"""Which rows of the inbox are done next: in their order per actor, no host before all others.

A claim leases rows, so that two processes never do one twice, and so that what a process had in
hand when it died is taken up by the next. What one actor said is done in its order; where an
item waits for something, only what is about the same thing waits with it.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet

from augenhoehe.activitypub.records import Activity
from augenhoehe.foundation import clock
from augenhoehe.interfaces.federation.hosts import host_of
from augenhoehe.interfaces.federation.inbox import limits
from augenhoehe.interfaces.federation.models import InboxItem
from augenhoehe.interfaces.federation.standing import has_leaked

_COLUMNS = ("id", "activity_id", "actor", "host", "kind", "about", "attempts", "received_at")
_FIRST_SECONDS, _LONGEST_SECONDS = 60, 24 * 60 * 60
_ERROR_LENGTH = 2000


@dataclass(slots=True)
class Item:
    """A row in hand. `is_prepared`: what it needs was asked for; `activity` is then what to do."""

    id: int
    activity_id: str
    actor: str
    host: str
    kind: str
    about: str
    attempts: int  # this one counted
    received_at: datetime
    is_prepared: bool = False
    activity: Activity | None = None


def claim(most: int, *, tired: Collection[str] = ()) -> list[Item]:
    """Lease up to so many rows, oldest first; nothing of `tired` hosts, nothing in a pause."""
    if has_leaked() or not _due().exists():
        return []
    with transaction.atomic():
        found = _in_order(_window(most, tired))[:most]
        _lease([item.id for item in found], F("attempts") + 1)
    for item in found:
        item.attempts += 1
    return found


def _due() -> QuerySet[InboxItem]:
    now = clock.now()
    free = Q(leased_until__isnull=True) | Q(leased_until__lte=now)
    return InboxItem.objects.filter(free, done_at__isnull=True, due_at__lte=now)


def _window(most: int, tired: Collection[str]) -> list[Item]:
    """What has waited longest; beside a host that fills it, something of the others."""
    due = _due().exclude(host__in=list(tired)) if tired else _due()
    found = _items(due, most)
    crowded = [host for host, rows in Counter(one.host for one in found).items() if rows > most / 2]
    if len(found) == most and crowded:
        others = _items(due.exclude(host__in=crowded), most // 2)
        found = found[: most - len(others)] + others
    unique = {item.id: item for item in found}
    return sorted(unique.values(), key=lambda item: item.id)


def _items(due: QuerySet[InboxItem], most: int) -> list[Item]:
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True)
    return [Item(*row) for row in due.order_by("due_at", "id").values_list(*_COLUMNS)[:most]]


def _in_order(items: Sequence[Item]) -> list[Item]:
    """Without what has to wait for an earlier one of the same actor."""
    now, held = clock.now(), Held()
    earlier = InboxItem.objects.filter(
        Q(leased_until__gt=now) | Q(due_at__gt=now),
        done_at__isnull=True,
        actor__in={item.actor for item in items},
    )
    rows = earlier.order_by("id").values_list("id", "actor", "activity_id", "about", "leased_until")
    waiting = list(rows)
    ready = []
    for item in items:
        while waiting and waiting[0][0] < item.id:
            held.add_row(waiting.pop(0), now)
        if not held.holds(item):
            ready.append(item)
    return ready


class Held:
    """What may not be overtaken: whole actors, and things that something waiting is about."""

    def __init__(self) -> None:
        self._actors: set[str] = set()
        self._things: set[tuple[str, str]] = set()

    def add_row(self, row: tuple[Any, ...], now: datetime) -> None:
        """A row that is not ours to do now: in somebody's hand, or waiting."""
        _id, actor, activity_id, about, leased_until = row
        if leased_until is not None and leased_until > now:
            self._actors.add(actor)
        self._things |= {(actor, activity_id), (actor, about)}

    def add_actor(self, item: Item) -> None:
        """Everything later of this actor waits."""
        self._actors.add(item.actor)

    def add_thing(self, item: Item) -> None:
        """What is about the same thing, or about this very activity, waits."""
        self._things |= {(item.actor, item.activity_id), (item.actor, item.about)}

    def holds_actor(self, item: Item) -> bool:
        """Whether everything of this actor has to wait."""
        return item.actor in self._actors

    def holds(self, item: Item) -> bool:
        """Whether this one has to wait; then what is about it waits too."""
        if item.actor in self._actors:
            return True
        if (item.actor, item.about) in self._things:
            self.add_thing(item)
            return True
        return False


def bodies(items: Iterable[Item]) -> dict[int, bytes]:
    """The bodies of rows in hand, without those somebody finished meanwhile."""
    rows = InboxItem.objects.filter(id__in=[item.id for item in items], done_at__isnull=True)
    return {number: bytes(body) for number, body in rows.values_list("id", "body")}


def hold(ids: Iterable[int]) -> None:
    """Keep the lease of rows that are still in hand."""
    _lease(list(ids))


def _lease(ids: Sequence[int], attempts: Any = None) -> None:
    if ids:
        counted = {} if attempts is None else {"attempts": attempts}
        until = clock.now() + limits.LEASE
        InboxItem.objects.filter(id__in=ids).update(leased_until=until, **counted)


def let_go(ids: Collection[int], *, after: timedelta = timedelta()) -> None:
    """Give back rows that were taken but not tried."""
    if not ids:
        return
    InboxItem.objects.filter(id__in=list(ids), done_at__isnull=True).update(
        leased_until=None, attempts=F("attempts") - 1, due_at=clock.now() + after
    )


def free_everything() -> int:
    """End all leases: nobody else is at work, so whoever held them is dead."""
    return InboxItem.objects.filter(leased_until__isnull=False, done_at__isnull=True).update(
        leased_until=None
    )


# By hand, since most of what arrives asks it; worded as the index has it, else it is not used.
_TAKEN_BACK = """
    SELECT 1 FROM federation_inboxitem WHERE about = %s AND kind IN ('Delete', 'Undo')
    AND host = %s AND done_at IS NOT NULL LIMIT 1
"""


def was_taken_back(activity: Activity) -> bool:
    """Whether its Delete or Undo came before it, as where a server tries again what failed once."""
    about = activity.object if activity.kind == "Create" else activity.id
    with connection.cursor() as cursor:
        cursor.execute(_TAKEN_BACK, [about, host_of(activity.actor)])
        return cursor.fetchone() is not None


# --- what became of a row ---------------------------------------------------------------


def finish(ids: Collection[int]) -> None:
    """Done: the body goes, the id stays, so that it is known when it comes again."""
    if ids:
        InboxItem.objects.filter(id__in=list(ids)).update(
            done_at=clock.now(), leased_until=None, body=b"", last_error=""
        )


def ignore(item: Item, reason: str) -> None:
    """Done without effect, and why."""
    InboxItem.objects.filter(id=item.id).update(
        done_at=clock.now(), leased_until=None, body=b"", last_error=reason[:_ERROR_LENGTH]
    )


def put_back(item: Item, reason: str, *, tries: int | None = None) -> bool:
    """Try again later: from a minute to a day, scattered. False: given up, kept with its body.

    `tries` ends it earlier than `limits.LATER_AT_MOST`.
    """
    now = clock.now()
    is_over = now - item.received_at > limits.LATER_AT_MOST
    given_up = is_over or (tries is not None and item.attempts >= tries)
    seconds = min(_FIRST_SECONDS * 2 ** min(item.attempts - 1, 20), _LONGEST_SECONDS)
    InboxItem.objects.filter(id=item.id).update(
        leased_until=None,
        last_error=reason[-_ERROR_LENGTH:],
        due_at=now + timedelta(seconds=seconds * random.uniform(0.75, 1.25)),  # noqa: S311
        done_at=now if given_up else None,
    )
    return not given_up


def failed() -> QuerySet[InboxItem]:
    """What was given up: done, with an error, and still with its body."""
    return InboxItem.objects.filter(done_at__isnull=False).exclude(body=b"").order_by("-id")


def retry_failed(host: str = "") -> int:
    """Take up again what was given up, of one host or of all."""
    rows = InboxItem.objects.filter(done_at__isnull=False).exclude(body=b"")
    rows = rows.filter(host=host) if host else rows
    now = clock.now()
    return rows.update(done_at=None, due_at=now, received_at=now, attempts=0, leased_until=None)
