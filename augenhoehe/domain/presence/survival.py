"""How long things take when some have not happened yet: Kaplan–Meier and its relatives.

The mean of what is closed flatters: it leaves out whoever still waits. Here everybody counts
from the first hour. Sources: Kaplan and Meier 1958; Greenwood 1926; Aalen and Johansen 1978;
Wilson 1927. Worked example: design notes, "Presence", which is also a test.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter, itemgetter

NORMAL_975 = 1.959963984540054
_ROUNDING = 1e-12  # 5/6 · 4/5 · 3/4 has to be a half

Interval = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Waiting:
    """One case: for how long it waited (hours, say), and what ended that; None is not yet."""

    time: float
    ended_by: str | None = None

    def __post_init__(self) -> None:
        if math.isnan(self.time) or self.time < 0:
            raise ValueError("Nobody waits for less than no time.")
        if self.ended_by is not None and math.isinf(self.time):
            raise ValueError("What never ended was ended by nothing.")


def answered(after: float) -> Waiting:
    """Answered in public by a person, after this time."""
    return Waiting(after, "answered")


def still_open(since: float) -> Waiting:
    """Open at the time of counting, or withdrawn by the critic: we know no more than this."""
    return Waiting(since)


def removed_by_the_organisation() -> Waiting:
    """Unanswered for ever. Taking it out of the figures would reward whoever deletes."""
    return Waiting(math.inf)


@dataclass(frozen=True, slots=True)
class Waits:
    """Many cases without an object for each: how long those waited that ended, by what ended
    them, and for how long those that did not were seen waiting."""

    ended: Mapping[str, Sequence[float]]
    unended: Sequence[float] = ()

    @classmethod
    def of(cls, cases: Sequence[Waiting]) -> Waits:
        ended: dict[str, list[float]] = {}
        for case in cases:
            if case.ended_by is not None:
                ended.setdefault(case.ended_by, []).append(case.time)
        return cls(ended, [case.time for case in cases if case.ended_by is None])

    @property
    def cases(self) -> int:
        return len(self.unended) + sum(len(times) for times in self.ended.values())


@dataclass(frozen=True, slots=True)
class Step:
    """At this time something ended: how many of how many, and what share still waits after."""

    time: float
    at_risk: int
    ended: int
    surviving: float
    standard_error: float
    band: Interval | None  # 95 %, by log(-log); None where nobody waits any more


@dataclass(frozen=True, slots=True)
class Curve:
    """The share that still waits, falling in steps from 1."""

    cases: int
    steps: tuple[Step, ...]

    def surviving(self, time: float) -> float:
        """S(t): the share that waits longer than this."""
        step = self.step_at(time)
        return step.surviving if step else 1.0

    def step_at(self, time: float) -> Step | None:
        """The last step until then; None before the first."""
        place = bisect_right(self.steps, time, key=attrgetter("time"))
        return self.steps[place - 1] if place else None

    def ended(self, time: float) -> float:
        """F(t) = 1 - S(t): the share that was answered by then."""
        return 1.0 - self.surviving(time)

    @property
    def median(self) -> float | None:
        """The first time by which half were answered; None if that is not reached yet."""
        half = 0.5 + _ROUNDING
        return next((step.time for step in self.steps if step.surviving <= half), None)

    def restricted_mean(self, horizon: float) -> float:
        """The mean waiting time within this horizon: the area under the curve."""
        area, share, since = 0.0, 1.0, 0.0
        for step in self.steps:
            if step.time >= horizon:
                break
            area += share * (step.time - since)
            share, since = step.surviving, step.time
        return area + share * (horizon - since)


@dataclass(frozen=True, slots=True)
class _Moment:
    """What happened at one time, and how many had been waiting until then."""

    time: float
    at_risk: int
    ended: dict[str, int]


def _moments(cases: Waits) -> list[_Moment]:
    times = sorted(chain(cases.unended, *cases.ended.values()))
    ended: dict[float, dict[str, int]] = {}
    for cause, of_this in cases.ended.items():
        for time, how_many in Counter(of_this).items():
            ended.setdefault(time, {})[cause] = how_many
    # Whoever was last seen at the very time of an event was still waiting then.
    return [
        _Moment(time, len(times) - bisect_left(times, time), ended[time]) for time in sorted(ended)
    ]


def kaplan_meier(cases: Waits | Sequence[Waiting]) -> Curve:
    """The curve of waiting until anything ended it, with Greenwood's standard errors."""
    waits = cases if isinstance(cases, Waits) else Waits.of(cases)
    steps: list[Step] = []
    share, summed = 1.0, 0.0
    for moment in _moments(waits):
        ended = sum(moment.ended.values())
        left = moment.at_risk - ended
        share *= left / moment.at_risk
        summed += ended / (moment.at_risk * left) if left else 0.0
        error = share * math.sqrt(summed)
        steps.append(Step(moment.time, moment.at_risk, ended, share, error, _band(share, summed)))
    return Curve(waits.cases, tuple(steps))


def _band(share: float, summed: float) -> Interval | None:
    """Ninety-five per cent, by log(-log): stays between 0 and 1."""
    if not 0 < share < 1:
        return None
    spread = NORMAL_975 * math.sqrt(summed) / math.log(share)
    low, high = share ** math.exp(-spread), share ** math.exp(spread)
    return low, high


@dataclass(frozen=True, slots=True)
class Incidence:
    """The share that ended by one cause, rising in steps: pairs of a time and a share."""

    steps: tuple[tuple[float, float], ...]

    def by(self, time: float) -> float:
        """The share that had ended so by then."""
        place = bisect_right(self.steps, time, key=itemgetter(0))
        return self.steps[place - 1][1] if place else 0.0


def aalen_johansen(cases: Waits | Sequence[Waiting]) -> dict[str, Incidence]:
    """For each cause its cumulative incidence, where the others compete with it.

    One minus Kaplan–Meier of one cause alone would say too much: it takes the withdrawn for
    people who may still confirm.
    """
    waits = cases if isinstance(cases, Waits) else Waits.of(cases)
    steps: dict[str, list[tuple[float, float]]] = {}
    share = 1.0
    for moment in _moments(waits):
        for cause, ended in moment.ended.items():
            so_far = steps.setdefault(cause, [])
            before = so_far[-1][1] if so_far else 0.0
            so_far.append((moment.time, before + share * ended / moment.at_risk))
        share *= 1 - sum(moment.ended.values()) / moment.at_risk
    return {cause: Incidence(tuple(so_far)) for cause, so_far in sorted(steps.items())}


def wilson(hits: int, of: int, *, z: float = NORMAL_975) -> Interval | None:
    """The interval of a share, honest for few; None without any."""
    if not 0 <= hits <= of:
        raise ValueError("There are at most as many hits as there are cases.")
    if of == 0:
        return None
    share, weight = hits / of, z * z / of
    middle = share + weight / 2
    spread = z * math.sqrt(share * (1 - share) / of + weight / (4 * of))
    low = (middle - spread) / (1 + weight) if hits else 0.0
    high = (middle + spread) / (1 + weight) if hits < of else 1.0
    return low, high
