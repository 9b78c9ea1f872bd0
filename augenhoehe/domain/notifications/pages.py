"""One's own notices page by page, as programs ask for them, and how far one has read."""

from __future__ import annotations

from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q, QuerySet

from augenhoehe.domain.criticism.selectors import posts_of_steps
from augenhoehe.domain.notifications.models import Marker, Notification
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.audience import Reader, reachable, readable
from augenhoehe.foundation import clock
from augenhoehe.foundation.prepared import prepared
from augenhoehe.foundation.stretch import Stretch

Kind = Notification.Kind
# Steps of a case that come with words of their own: an answer, a remedy, an objection.
STEPS_WITH_POSTS = ("answered", "remedied", "contested", "accepted")
# Of what is told to the office, an app knows new reports.
NEW_REPORT = "report"


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice and the post it is about: of a step of a case, the post that was the step."""

    row: Notification
    post_id: int | None


@dataclass(frozen=True, slots=True)
class Sort:
    """Which notices are wanted; `held_back`: those too that wait by one's own policy."""

    kinds: tuple[str, ...]
    held_back: bool = False
    unread: bool = False


def notices_page(
    reader: Reader, sort: Sort, stretch: Stretch, *, account_id: int | None = None
) -> list[Notice]:
    """What concerned somebody, as far as they may read it today."""
    rows = rows_of(reader, sort, stretch, account_id, hidden_for(reader))
    return completed(stretch.newest_first(rows))


def rows_of(
    reader: Reader,
    sort: Sort,
    stretch: Stretch,
    account_id: int | None,
    hidden: Set[int],
) -> list[Notification]:
    """The rows of a stretch, in the order in which they are found. `hidden` by `hidden_for`."""
    return _page(
        reader,
        stretch.before,
        stretch.after,
        account_id,
        hidden,
        sort=sort,
        limit=stretch.limit,
        upwards=stretch.upwards,
    )


def notice_for(reader: Reader, kinds: Collection[str], notice_id: int) -> Notice | None:
    """One of one's own notices, held back or not."""
    sort = Sort(tuple(kinds), held_back=True)
    rows = _mine(reader, sort, hidden_for(reader)).filter(id=notice_id)
    return next(iter(completed(list(rows))), None)


def unread_among(
    reader: Reader, kinds: Collection[str], *, limit: int, account_id: int | None = None
) -> int:
    """How many of these one has not looked at, up to a limit."""
    sort = Sort(tuple(kinds), unread=True)
    return len(_unread(reader, account_id, hidden_for(reader), sort=sort, limit=limit))


def hidden_for(reader: Reader) -> frozenset[int]:
    """Of whom one hears nothing: blocked, or muted without sparing the notices."""
    me = reader.account_id or 0
    with connection.cursor() as cursor:
        now = connection.ops.adapt_datetimefield_value(clock.now())
        cursor.execute(_HIDDEN, [me, now, me, me, me])
        return frozenset(row[0] for row in cursor.fetchall())


_HIDDEN = """
    SELECT muted_id FROM people_mute
    WHERE account_id = %s AND with_notifications AND (ends_at IS NULL OR ends_at > %s)
    UNION SELECT blocked_id FROM people_block WHERE account_id = %s
    UNION SELECT people_block.account_id FROM people_block
    JOIN people_account ON people_account.id = people_block.account_id
    WHERE blocked_id = %s AND people_account.kind <> 'voice'
    UNION SELECT people_account.id FROM people_domainblock
    JOIN people_account ON people_account.domain = people_domainblock.domain
    WHERE people_domainblock.account_id = %s AND people_account.domain <> ''
"""


@prepared
def _page(
    reader: Reader,
    before: int | None,
    after: int | None,
    account_id: int | None,
    hidden: Set[int],
    *,
    sort: Sort,
    limit: int,
    upwards: bool,
) -> QuerySet[Notification]:
    rows = _from(account_id, _mine(reader, sort, hidden))
    return Stretch(before, after, limit, upwards).cut(rows)


@prepared
def _unread(
    reader: Reader, account_id: int | None, hidden: Set[int], *, sort: Sort, limit: int
) -> QuerySet[Notification, tuple[int]]:
    unread = _from(account_id, _mine(reader, sort, hidden))
    return unread.order_by("-id").values_list("id")[:limit]


def _from(account_id: int | None, rows: QuerySet[Notification]) -> QuerySet[Notification]:
    return rows if account_id is None else rows.filter(actor_id=account_id)


def _mine(reader: Reader, sort: Sort, hidden: Set[int]) -> QuerySet[Notification]:
    rows = Notification.objects.filter(
        Q(post__isnull=True) | readable(reader, post="post__"),
        Q(case__isnull=True) | reachable(reader, post="case__post__"),
        recipient_id=reader.account_id,
        kind__in=sort.kinds,
    )
    if not sort.held_back:
        rows = rows.filter(is_held_back=False)
    if sort.unread:
        rows = rows.filter(read_at__isnull=True)
    # A step without words of its own is nothing an app could show.
    rows = rows.exclude(~Q(step__in=STEPS_WITH_POSTS), kind=Kind.CASE_STEP)
    rows = rows.exclude(~Q(step=NEW_REPORT), kind=Kind.MODERATION)
    # Criticism is heard, whoever voices it.
    return rows.exclude(case__isnull=True, actor_id__in=hidden) if hidden else rows


def mine_of_group(
    reader: Reader, sort: Sort, group_key: str, hidden: Set[int]
) -> QuerySet[Notification]:
    """The notices of one group."""
    return _mine(reader, sort, hidden).filter(group_key=group_key)


def completed(rows: Sequence[Notification]) -> list[Notice]:
    """With the post each is about."""
    steps = posts_of_steps({row.case_id for row in rows if row.case_id is not None})
    found = []
    for row in rows:
        post_id: int | None = row.post_id
        if row.case_id is not None:
            of_case = [one for one in steps if one.case_id == row.case_id]
            wanted = "opened" if row.kind == Kind.CASE_OPENED else row.step
            fitting = [one for one in of_case if one.kind == wanted and one.at <= row.created_at]
            post_id = fitting[-1].post_id if fitting else None
        found.append(Notice(row, post_id))
    return found


def markers_of(person: Account, account: Account, lists: Collection[str]) -> list[Marker]:
    """How far somebody has read, under one of the accounts they appear as."""
    rows = Marker.objects.filter(person=person, account=account, list__in=lists)
    return list(rows.order_by("list"))
