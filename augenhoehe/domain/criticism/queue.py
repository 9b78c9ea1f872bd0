"""The queue of the desk: what waits longest first, whoever it is from.

There is no other order, and no filter by person but "mine" and "nobody's": nothing here can
be sorted by what a customer is worth, and no figure is about somebody. Pages are walked by the
last case of the one before, so that the thousandth costs as much as the first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import F, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from augenhoehe.domain.criticism import search
from augenhoehe.domain.criticism.models import Case
from augenhoehe.domain.criticism.policies import may_merge
from augenhoehe.domain.criticism.selectors.lists import load_cases
from augenhoehe.domain.posts.audience import Audience, Reader, reachable
from augenhoehe.foundation import clock
from augenhoehe.foundation.prepared import prepared

WAITING, ALL = "waiting", "all"
STATES = (WAITING, *Case.State.values, ALL)
KEEPERS = ("mine", "nobody")
COUNTED = 200  # more than that is said as "more than"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which cases somebody wants to see. Everything left out means: all."""

    state: str = WAITING
    voice_id: int | None = None
    channel: str = ""
    topic: str = ""
    keeper: str = ""  # "mine" or "nobody"
    overdue: bool = False
    words: str = ""


def queue(
    reader: Reader, wanted: Wanted, *, after: int | None = None, size: int = 30
) -> list[Case]:
    """A page of the queue, from behind the case `after`; what waits longest first."""
    return load_cases(_ids(reader, wanted, after, size))


def _ids(reader: Reader, wanted: Wanted, after: int | None, size: int) -> list[int]:
    mine = reader.account_id if wanted.keeper == "mine" else None
    if not wanted.words:
        found = _prepared_ids(
            reader,
            wanted.voice_id,
            mine,
            after,
            state=wanted.state,
            channel=wanted.channel,
            topic=wanted.topic,
            keeper=wanted.keeper,
            late=_this_minute() if wanted.overdue else None,
            size=size,
        )
        return [case_id for (case_id,) in found]
    rows = _chosen(
        reader, wanted.voice_id, mine, wanted.state, wanted.channel, wanted.topic, wanted.keeper
    )
    rows = rows.filter(id__in=search.ids_matching(wanted.words))
    if wanted.overdue:
        rows = rows.filter(waits_since__isnull=False, due_at__lt=_this_minute())
    return list(_page(rows, wanted.state, after).values_list("id", flat=True)[:size])


@prepared
def _prepared_ids(
    reader: Reader,
    voice_id: int | None,
    mine: int | None,
    after: int | None,
    *,
    state: str,
    channel: str,
    topic: str,
    keeper: str,
    late: datetime | None,
    size: int,
) -> QuerySet[Case, tuple[int]]:
    rows = _chosen(reader, voice_id, mine, state, channel, topic, keeper)
    if late is not None:
        rows = rows.filter(waits_since__isnull=False, due_at__lt=late)
    return _page(rows, state, after).values_list("id")[:size]


def _chosen(
    reader: Reader,
    voice_id: int | None,
    mine: int | None,
    state: str,
    channel: str,
    topic: str,
    keeper: str,
) -> QuerySet[Case]:
    rows = Case.objects.filter(reachable(reader, post="post__"))
    if state == WAITING:
        rows = rows.filter(waits_since__isnull=False)
    elif state != ALL:
        rows = rows.filter(state=state)
    equal = {"about_id": voice_id, "channel": channel, "topic": topic, "taken_by_id": mine}
    rows = rows.filter(**{name: value for name, value in equal.items() if value})
    return rows.filter(taken_by__isnull=True) if keeper == "nobody" else rows


def _page(rows: QuerySet[Case], state: str, after: int | None) -> QuerySet[Case]:
    """In the order of the list, from behind a case."""
    if state == ALL:
        return (rows if after is None else rows.filter(id__lt=after)).order_by("-id")
    if state == WAITING:
        if after is not None:
            since = _moment_of(after, Coalesce("waits_since", "opened_at"))
            later = Q(waits_since__gt=since) | Q(id__gt=after)
            rows = rows.filter(later, waits_since__gte=since)
        return rows.order_by("waits_since", "id")
    if after is not None:
        since = _moment_of(after, F("state_since"))
        rows = rows.filter(Q(state_since__lt=since) | Q(id__lt=after), state_since__lte=since)
    return rows.order_by("-state_since", "-id")


def _moment_of(case_id: int, what: F | Coalesce) -> Subquery:
    return Subquery(Case.objects.filter(id=case_id).annotate(_moment=what).values("_moment")[:1])


def how_many_wait(reader: Reader) -> int:
    """How many cases wait, counted up to `COUNTED` and one."""
    return len(_ids(reader, Wanted(), None, COUNTED + 1))


def how_many_are_overdue(reader: Reader) -> int:
    """How many wait longer than the desk promised itself, counted up to `COUNTED` and one."""
    return len(_late_ids(reader, late=_this_minute()))


@prepared
def _late_ids(reader: Reader, *, late: datetime) -> QuerySet[Case, tuple[int]]:
    rows = Case.objects.filter(reachable(reader, post="post__"), due_at__lt=late)
    rows = rows.filter(waits_since__isnull=False).order_by("due_at", "id")
    return rows.values_list("id")[: COUNTED + 1]


def _this_minute() -> datetime:
    """Now, in whole minutes: part of the form of a prepared query, so it must not vary much."""
    return clock.now().replace(second=0, microsecond=0)


def topics_in_use(*, most: int = 50) -> list[str]:
    """Topics of cases that every member may read, for the filter.

    By hand, from one entry of the index to the next: a DISTINCT would read all of them.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TOPICS, [most])
        return [topic for (topic,) in cursor.fetchall()]


_READ_BY_MEMBERS = ", ".join(
    str(int(one)) for one in (Audience.PUBLIC, Audience.UNLISTED, Audience.HOUSE)
)
_NEXT = f"SELECT MIN(topic) FROM criticism_case WHERE NOT (topic = '') AND audience IN ({_READ_BY_MEMBERS})"  # noqa: S608, E501
_TOPICS = f"""
    WITH RECURSIVE topics(topic) AS (
        SELECT * FROM ({_NEXT}) AS first
        UNION ALL
        SELECT ({_NEXT} AND topic > topics.topic) FROM topics WHERE topics.topic IS NOT NULL
    )
    SELECT topic FROM topics WHERE topic IS NOT NULL LIMIT %s
"""  # noqa: S608 - own words only


def related_cases(reader: Reader, case: Case, *, most: int = 5) -> list[Case]:
    """Cases that sound like this one or are about the same topic, the most similar first.

    Only what could be linked to it: to the same voice, and for the same readers.
    """
    alike = search.ids_like(case)
    same = [] if not case.topic else list(
        Case.objects.filter(topic=case.topic).order_by("-id").values_list("id", flat=True)[:most]
    )  # fmt: skip
    return _readable_in_order(reader, case, [*alike, *same])[:most]


def _readable_in_order(reader: Reader, case: Case, ids: Sequence[int]) -> list[Case]:
    rows = Case.objects.filter(reachable(reader, post="post__"), id__in=set(ids))
    linked = Q(merged_into_id=case.id) | Q(id__in=[case.id, case.merged_into_id or case.id])
    found = set(rows.exclude(linked).values_list("id", flat=True))
    cases = load_cases([one for one in dict.fromkeys(ids) if one in found])
    return [one for one in cases if may_merge(reader.who, case, one)]


def linked_cases(reader: Reader, case: Case) -> list[Case]:
    """The other cases that were said to be about the same, as far as this reader may read them."""
    root = case.merged_into_id or case.id
    rows = Case.objects.filter(reachable(reader, post="post__"))
    linked = rows.filter(Q(id=root) | Q(merged_into_id=root)).exclude(id=case.id)
    return load_cases(list(linked.order_by("id").values_list("id", flat=True)[:50]))
