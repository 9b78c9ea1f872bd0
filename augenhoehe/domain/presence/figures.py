"""The figures of one period, from rows of cases. No person, no index made of several figures.

Whatever the organisation removed counts as never answered, as open and as not resolved; so no
figure gets better by removing. Rates begin at twenty cases; counts are always told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from augenhoehe.domain.criticism.models import WAITING
from augenhoehe.domain.presence.cases import (
    MINUTES_OF_A_DAY,
    Row,
    S,
    waits_for_an_answer,
    waits_for_an_end,
)
from augenhoehe.domain.presence.survival import (
    Curve,
    Incidence,
    Interval,
    aalen_johansen,
    kaplan_meier,
    wilson,
)

FEWEST = 20  # below it, a rate says more about chance than about the organisation


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; the share and its interval only where there are enough."""

    hits: int
    of: int

    @property
    def value(self) -> float | None:
        return self.hits / self.of if self.of >= FEWEST else None

    @property
    def interval(self) -> Interval | None:
        return wilson(self.hits, self.of) if self.of >= FEWEST else None


@dataclass(frozen=True, slots=True)
class Open:
    """What the organisation owes the next step of, with what it removed."""

    count: int
    removed: int
    oldest: int | None  # minutes since it was opened


@dataclass(frozen=True, slots=True)
class Answering:
    """How soon somebody answered; the curve only where there are enough cases."""

    cases: int
    answered: int
    curve: Curve | None
    within_a_day: Share


@dataclass(frozen=True, slots=True)
class Resolving:
    """What became of the cases. Removed ones stand in every line that is no good end."""

    cases: int
    confirmed: int
    disputed_or_removed: int
    dormant_or_removed: int
    withdrawn: int
    removed: int
    confirmations: Incidence | None


@dataclass(frozen=True, slots=True)
class CaseFigures:
    """Everything about the cases of one period."""

    cases: int
    open: Open
    answering: Answering
    by_channel: Sequence[tuple[str, Answering]]
    resolving: Resolving


def figures_of(rows: Sequence[Row]) -> CaseFigures:
    """The figures of these cases."""
    channels: dict[str, list[Row]] = {}
    for row in rows:
        channels.setdefault(row[0], []).append(row)
    return CaseFigures(
        cases=len(rows),
        open=_open(rows),
        answering=_answering(rows),
        by_channel=[(name, _answering(of_it)) for name, of_it in sorted(channels.items())],
        resolving=_resolving(rows),
    )


def _open(rows: Sequence[Row]) -> Open:
    ages = [opened_for for _, state, opened_for, *_ in rows if state in WAITING or _removed(state)]
    removed = sum(_removed(state) for _, state, *_ in rows)
    return Open(len(ages), removed, max(ages, default=None))


def _removed(state: str) -> bool:
    return state == S.REMOVED


def _answering(rows: Sequence[Row]) -> Answering:
    waits = waits_for_an_answer(rows)
    return Answering(
        cases=waits.cases,
        answered=len(waits.ended["answered"]),
        curve=kaplan_meier(waits) if waits.cases >= FEWEST else None,
        within_a_day=_within_a_day(rows),
    )


def _within_a_day(rows: Sequence[Row]) -> Share:
    """Of all whose day is over, however they ended."""
    whole_day = [row for row in rows if row[2] >= MINUTES_OF_A_DAY]
    in_time = sum(
        answered_after is not None and answered_after <= MINUTES_OF_A_DAY and not _removed(state)
        for _, state, _, answered_after, _ in whole_day
    )
    return Share(in_time, len(whole_day))


def _resolving(rows: Sequence[Row]) -> Resolving:
    states = Counter(state for _, state, *_ in rows)
    removed = states[S.REMOVED]
    incidence = aalen_johansen(waits_for_an_end(rows)) if len(rows) >= FEWEST else None
    return Resolving(
        cases=len(rows),
        confirmed=states[S.CONFIRMED],
        disputed_or_removed=states[S.DISPUTED] + removed,
        dormant_or_removed=states[S.DORMANT] + removed,
        withdrawn=states[S.WITHDRAWN],
        removed=removed,
        confirmations=None if incidence is None else incidence.get(S.CONFIRMED, Incidence(())),
    )
