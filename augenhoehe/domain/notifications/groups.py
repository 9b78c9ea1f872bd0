"""Notices told together: one line for thirty likes of a post, in pages of groups.

A page ends with the first notice of its last group, as programs know it from elsewhere: what
is older of a group stands in a later page under the same key, and the page says how far of it
it reaches. How many there are in all is said each time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence, Set
from dataclasses import dataclass, replace

from django.db import connection

from augenhoehe.domain.notifications.grouping import GROUPED
from augenhoehe.domain.notifications.models import Notification
from augenhoehe.domain.notifications.pages import (
    Notice,
    Sort,
    completed,
    hidden_for,
    mine_of_group,
    notice_for,
    rows_of,
)
from augenhoehe.domain.posts.audience import Reader
from augenhoehe.foundation.stretch import Stretch

_ALONE = "ungrouped-"
_SAMPLE = 8  # of those who did it, the latest
_FURTHER_LOOK = 500


@dataclass(frozen=True, slots=True)
class Group:
    """Notices that are one to their reader. `notice` is the newest of them on the page."""

    key: str
    notice: Notice
    count: int
    newest_id: int
    oldest_on_page: int
    actor_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class GroupPage:
    """A page of groups, newest first, and the first and last notice it reaches to."""

    groups: list[Group]
    newest_id: int | None = None
    oldest_id: int | None = None


def key_of(row: Notification, grouped: Collection[str] = GROUPED) -> str:
    """The key of a notice's group, or of itself alone."""
    return row.group_key if row.group_key and row.kind in grouped else f"{_ALONE}{row.id}"


def groups_page(
    reader: Reader,
    sort: Sort,
    stretch: Stretch,
    *,
    account_id: int | None = None,
    grouped: Collection[str] = GROUPED,
) -> GroupPage:
    """What concerned somebody, what belongs together as one."""
    hidden = hidden_for(reader)
    found: dict[str, list[Notification]] = {}
    for row in _rows(reader, sort, stretch, account_id, hidden):
        found.setdefault(key_of(row, grouped), []).append(row)
        if len(found) == stretch.limit:
            break
    newest_first = {key: sorted(rows, key=lambda row: -row.id) for key, rows in found.items()}
    ordered = sorted(newest_first.items(), key=lambda one: -one[1][0].id)
    totals = _totals(
        reader, sort, [key for key, rows in ordered if rows[0].group_key == key], hidden
    )
    notices = completed([rows[0] for _key, rows in ordered])
    groups = [
        _group(key, notice, rows[-1].id, totals.get(key))
        for (key, rows), notice in zip(ordered, notices, strict=True)
    ]
    ids = [row.id for rows in found.values() for row in rows]
    return GroupPage(groups, max(ids, default=None), min(ids, default=None))


def group_for(reader: Reader, kinds: Collection[str], key: str) -> Group | None:
    """One group by its key, whole."""
    alone = _alone(key)
    if alone is not None:
        notice = notice_for(reader, kinds, alone)
        return _group(key, notice, notice.row.id, None) if notice is not None else None
    sort, hidden = Sort(tuple(kinds)), hidden_for(reader)
    row = mine_of_group(reader, sort, key, hidden).order_by("-id").first() if key else None
    if row is None:
        return None
    totals = _totals(reader, sort, [key], hidden)
    return _group(key, completed([row])[0], row.id, totals.get(key))


def actors_of_group(
    reader: Reader, kinds: Collection[str], key: str, stretch: Stretch
) -> list[tuple[int, int]]:
    """Who did it, newest first: the ids of notices and accounts."""
    alone = _alone(key)
    if alone is not None:
        notice = notice_for(reader, kinds, alone)
        actor = notice.row.actor_id if notice is not None else None
        return [(alone, actor)] if actor is not None else []
    rows = mine_of_group(reader, Sort(tuple(kinds)), key, hidden_for(reader))
    cut = stretch.cut(rows.filter(actor__isnull=False)) if key else rows.none()
    return stretch.newest_first([(row.id, row.actor_id or 0) for row in cut])


def notice_alone(key: str) -> int | None:
    """The notice that a key is about alone."""
    return _alone(key)


def unread_groups(
    reader: Reader,
    kinds: Collection[str],
    *,
    limit: int,
    account_id: int | None = None,
    grouped: Collection[str] = GROUPED,
) -> int:
    """How many groups one has not looked at, up to a limit."""
    sort = Sort(tuple(kinds), unread=True)
    keys: set[str] = set()
    for row in _rows(reader, sort, Stretch(limit=limit), account_id, hidden_for(reader)):
        keys.add(key_of(row, grouped))
        if len(keys) == limit:
            break
    return len(keys)


def _alone(key: str) -> int | None:
    digits = key.removeprefix(_ALONE)
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= 19
    return int(digits) if key.startswith(_ALONE) and is_number and int(digits) < 2**63 else None


def _rows(
    reader: Reader, sort: Sort, stretch: Stretch, account_id: int | None, hidden: Set[int]
) -> Iterator[Notification]:
    """One notice after the other, from where the page begins; read in a few larger looks."""
    look = replace(stretch, limit=2 * stretch.limit)
    while True:
        rows = rows_of(reader, sort, look, account_id, hidden)
        yield from rows
        if len(rows) < look.limit:
            return
        look = replace(look, limit=_FURTHER_LOOK)
        reached = rows[-1].id
        look = replace(look, after=reached) if look.upwards else replace(look, before=reached)


@dataclass(frozen=True, slots=True)
class _Total:
    count: int
    newest_id: int
    actor_ids: tuple[int, ...]


def _group(key: str, notice: Notice, oldest: int, total: _Total | None) -> Group:
    actor = notice.row.actor_id
    if total is None:
        total = _Total(1, notice.row.id, (actor,) if actor is not None else ())
    return Group(key, notice, total.count, total.newest_id, oldest, total.actor_ids)


def _totals(reader: Reader, sort: Sort, keys: Sequence[str], hidden: Set[int]) -> dict[str, _Total]:
    """By key: of whole groups, how many and by whom. By hand: keys are words, no numbers."""
    if not keys:
        return {}
    values = [reader.account_id, *keys, *hidden]
    sql = _TOTALS.format(
        keys=", ".join(["%s"] * len(keys)),
        waiting="" if sort.held_back else "AND NOT is_held_back",
        hidden=f"AND actor_id NOT IN ({', '.join(['%s'] * len(hidden))})" if hidden else "",
    )
    found: dict[str, list[tuple[int, int, int]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, _SAMPLE])
        for key, notice_id, actor_id, count in cursor.fetchall():
            found.setdefault(key, []).append((notice_id, actor_id, count))
    return {
        key: _Total(rows[0][2], rows[0][0], tuple(dict.fromkeys(actor for _id, actor, _n in rows)))
        for key, rows in found.items()
    }


_TOTALS = """
    SELECT group_key, id, actor_id, how_many FROM (
        SELECT group_key, id, actor_id,
            COUNT(*) OVER (PARTITION BY group_key) AS how_many,
            ROW_NUMBER() OVER (PARTITION BY group_key ORDER BY id DESC) AS place
        FROM notifications_notification
        WHERE recipient_id = %s AND group_key IN ({keys}) AND group_key <> ''
            AND actor_id IS NOT NULL {waiting} {hidden}
    ) AS numbered
    WHERE place <= %s ORDER BY id DESC
"""
