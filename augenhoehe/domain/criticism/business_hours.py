"""Business hours: when the desk is open, when a target falls due, how long it was open.

Pure functions over a table of opening hours; they know no database and no clock. Time passes
in real hours: on the day on which the clocks change, 01:00 to 04:00 is two or four hours long.
The public clock of a case never uses this; it shows how long a person has waited.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

Span = tuple[str, str]  # "09:00", "17:00"; the end may be "24:00"

_LOOK_AHEAD = 3660  # days; who is closed for ten years has no hours
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class OpeningHours:
    """When somebody is there, by weekday (Monday is 0), except on holidays."""

    week: Mapping[int, Sequence[Span]]
    holidays: frozenset[date] = frozenset()
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Europe/Berlin"))

    @cached_property
    def spans(self) -> dict[int, list[tuple[int, int]]]:
        """By weekday the spans in minutes since midnight, in order, none touching another."""
        return {day: _joined(spans) for day, spans in self.week.items()}

    @property
    def is_empty(self) -> bool:
        """Nobody is ever there."""
        return not any(self.spans.values())

    def on(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """The open times of a day, in UTC."""
        if day in self.holidays:
            return
        for begin, end in self.spans.get(day.weekday(), ()):
            opens, closes = self._moment(day, begin), self._moment(day, end)
            if opens < closes:
                yield opens, closes

    def _moment(self, day: date, minutes: int) -> datetime:
        day, minutes = day + _DAY * (minutes // 1440), minutes % 1440
        local = datetime.combine(day, time(minutes // 60, minutes % 60), self.zone)
        return local.astimezone(UTC)


def minutes_of(words: str) -> int:
    """ "09:30" in minutes since midnight, up to "24:00"; ValueError for anything else."""
    hours, colon, minutes = words.strip().partition(":")
    if not (colon and hours.isdecimal() and minutes.isdecimal() and len(minutes) == 2):
        raise ValueError(words)
    found = int(hours) * 60 + int(minutes)
    if int(minutes) > 59 or found > 1440:
        raise ValueError(words)
    return found


def _joined(spans: Sequence[Span]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for begin, end in sorted((minutes_of(a), minutes_of(b)) for a, b in spans):
        if begin >= end:
            continue
        if joined and begin <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((begin, end))
    return joined


def due_at(start: datetime, hours: float, rules: OpeningHours) -> datetime | None:
    """When so many business hours from `start` have passed; None if they never will."""
    left = timedelta(hours=hours)
    for opens, closes in _open_from(start, rules):
        if left <= closes - opens:
            return opens + left
        left -= closes - opens
    return None


def open_between(begin: datetime, end: datetime, rules: OpeningHours) -> timedelta:
    """How long somebody was there between two moments; nothing if they are in the wrong order."""
    passed = timedelta()
    for opens, closes in _open_from(begin, rules):
        if opens >= end:
            break
        passed += min(closes, end) - opens
    return passed


def is_open_at(moment: datetime, rules: OpeningHours) -> bool:
    """Whether somebody is there at a moment."""
    local = moment.astimezone(rules.zone)
    return any(opens <= moment < closes for opens, closes in rules.on(local.date()))


def _open_from(start: datetime, rules: OpeningHours) -> Iterator[tuple[datetime, datetime]]:
    """The open times after a moment, the first one from that moment on."""
    if rules.is_empty:
        return
    start = start.astimezone(UTC)
    # Begin a day early: a night that ends at "24:00" here may lie on another date there.
    first = start.astimezone(rules.zone).date() - _DAY
    for n in range(_LOOK_AHEAD):
        for opens, closes in rules.on(first + n * _DAY):
            if closes > start:
                yield max(opens, start), closes
