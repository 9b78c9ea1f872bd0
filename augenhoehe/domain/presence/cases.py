"""The public cases as rows of numbers, and what they waited for.

Only what everybody may read is counted. A row holds no text and nobody's name. Times are whole
minutes since the case was opened: finer would tell nothing, and equal times have to be equal.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import DateTimeField, Expression, F, Func, IntegerField, Value

from augenhoehe.domain.criticism.models import Case
from augenhoehe.domain.posts.audience import OPEN
from augenhoehe.domain.presence.survival import Waits, removed_by_the_organisation

S = Case.State
# Its channel and state, how long ago it was opened, after how long it was first answered,
# after how long it came into its state.
Row = tuple[str, str, int, int | None, int]

MINUTES_OF_A_DAY = 24 * 60
_NEVER = removed_by_the_organisation().time


class MinutesBetween(Func):
    """Whole minutes from one moment to another, counted by the database.

    Fifty thousand cases have 150,000 moments; Django takes longer to make them than all else.
    """

    output_field = IntegerField()

    def __init__(self, since: Expression | F, until: Expression | F) -> None:
        super().__init__(until, since)

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "CAST(ROUND((JULIANDAY(%(expressions)s)) * 1440) AS INTEGER)"
        return self.as_sql(
            compiler, connection, template=template, arg_joiner=") - JULIANDAY(", **context
        )

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        template = "CAST(ROUND(EXTRACT(EPOCH FROM (%(expressions)s)) / 60) AS INTEGER)"
        return self.as_sql(compiler, connection, template=template, arg_joiner=" - ", **context)


def public_rows(now: datetime) -> list[Row]:
    """Every public case, as it stands at this time."""
    present = Value(now, output_field=DateTimeField())
    rows = (
        Case.objects.filter(audience__in=OPEN)
        .order_by()
        .values_list(
            "channel",
            "state",
            MinutesBetween(F("opened_at"), present),
            MinutesBetween(F("opened_at"), F("answered_at")),
            MinutesBetween(F("opened_at"), F("state_since")),
        )
    )
    return list(rows)


def opened_within(rows: Iterable[Row], days: int) -> list[Row]:
    """Those of a window. By their opening, which nobody can move."""
    longest = days * MINUTES_OF_A_DAY
    return [row for row in rows if row[2] <= longest]


def waits_for_an_answer(rows: Iterable[Row]) -> Waits:
    """Until a person of the organisation answered in public for the first time."""
    answered: list[float] = []
    unanswered: list[float] = []
    for _channel, state, opened_for, answered_after, in_state_after in rows:
        if state == S.REMOVED:
            unanswered.append(_NEVER)
        elif answered_after is not None:
            answered.append(max(answered_after, 0))
        elif state == S.WITHDRAWN:
            unanswered.append(max(in_state_after, 0))
        else:
            unanswered.append(max(opened_for, 0))
    return Waits({"answered": answered}, unanswered)


def waits_for_an_end(rows: Iterable[Row]) -> Waits:
    """Until the critic confirmed; withdrawn and dormant ones compete with that."""
    ended: dict[str, list[float]] = {S.CONFIRMED: [], S.WITHDRAWN: [], S.DORMANT: []}
    going_on: list[float] = []
    for _channel, state, opened_for, _answered_after, in_state_after in rows:
        if state == S.REMOVED:
            going_on.append(_NEVER)
        elif state in ended:
            ended[state].append(max(in_state_after, 0))
        else:
            going_on.append(max(opened_for, 0))
    return Waits(ended, going_on)
