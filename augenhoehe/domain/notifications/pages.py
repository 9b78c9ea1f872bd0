"""One's own notices page by page, as programs ask for them, and how far one has read."""

from __future__ import annotations

from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from augenhoehe.domain.criticism.selectors import posts_of_steps
from augenhoehe.domain.notifications.models import Marker, Notification
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.selectors import hidden_from
from augenhoehe.domain.posts.audience import Reader, reachable, readable
from augenhoehe.foundation.prepared import prepared
from augenhoehe.foundation.stretch import Stretch

Kind = Notification.Kind
# Steps of a case that come with words of their own: an answer, a remedy, an objection.
STEPS_WITH_POSTS = ("answered", "remedied", "contested", "accepted")


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice and the post it is about: of a step of a case, the post that was the step."""

    row: Notification
    post_id: int | None


def notices_page(
    reader: Reader, kinds: Collection[str], stretch: Stretch, *, account_id: int | None = None
) -> list[Notice]:
    """What concerned somebody, as far as they may read it today."""
    rows = _page(
        reader,
        stretch.before,
        stretch.after,
        account_id,
        _hidden(reader),
        kinds=tuple(kinds),
        limit=stretch.limit,
        upwards=stretch.upwards,
    )
    return _complete(stretch.newest_first(rows))


def notice_for(reader: Reader, kinds: Collection[str], notice_id: int) -> Notice | None:
    """One of one's own notices."""
    rows = _mine(reader, tuple(kinds), _hidden(reader)).filter(id=notice_id)
    return next(iter(_complete(list(rows))), None)


def unread_among(reader: Reader, kinds: Collection[str], *, limit: int) -> int:
    """How many of these one has not looked at, up to a limit."""
    return len(_unread(reader, _hidden(reader), kinds=tuple(kinds), limit=limit))


def _hidden(reader: Reader) -> frozenset[int]:
    return frozenset(hidden_from(reader.account_id))


@prepared
def _page(
    reader: Reader,
    before: int | None,
    after: int | None,
    account_id: int | None,
    hidden: Set[int],
    *,
    kinds: tuple[str, ...],
    limit: int,
    upwards: bool,
) -> QuerySet[Notification]:
    rows = _mine(reader, kinds, hidden)
    if account_id is not None:
        rows = rows.filter(actor_id=account_id)
    return Stretch(before, after, limit, upwards).cut(rows)


@prepared
def _unread(
    reader: Reader, hidden: Set[int], *, kinds: tuple[str, ...], limit: int
) -> QuerySet[Notification, tuple[int]]:
    unread = _mine(reader, kinds, hidden).filter(read_at__isnull=True)
    return unread.order_by("-id").values_list("id")[:limit]


def _mine(reader: Reader, kinds: tuple[str, ...], hidden: Set[int]) -> QuerySet[Notification]:
    rows = Notification.objects.filter(
        Q(post__isnull=True) | readable(reader, post="post__"),
        Q(case__isnull=True) | reachable(reader, post="case__post__"),
        recipient_id=reader.account_id,
        kind__in=kinds,
        actor__isnull=False,
    )
    # A step without words of its own is nothing an app could show.
    rows = rows.exclude(~Q(step__in=STEPS_WITH_POSTS), kind=Kind.CASE_STEP)
    # Criticism is heard, whoever voices it.
    return rows.exclude(case__isnull=True, actor_id__in=hidden) if hidden else rows


def _complete(rows: Sequence[Notification]) -> list[Notice]:
    """With the post it is about."""
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
