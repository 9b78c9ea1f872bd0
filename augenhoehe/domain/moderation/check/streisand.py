"""Would a removal be louder than an answer? An estimate, with its uncertainty and its reasons.

The formula and its reference values are in the design notes, "Streisand check". Results are
extra people reached within three days. All coefficients are assumptions (`streisand.toml`).
The check forbids nothing and permits nothing: it says what is likely, beside "or answer".
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from augenhoehe.domain.moderation.check import sobol
from augenhoehe.domain.moderation.check.assumptions import Assumptions, assumptions

_SHOWN_CONTRIBUTIONS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What the server knows about a post, and what people said about it.

    `copies`: servers that have it, quotes, archive links. `persons24h`: accounts that replied,
    shared or liked within a day. `media`: press accounts among them. `boosts_per_hour` over
    the last six hours by accounts with `mean_followers` each, of which `local_share` through
    this server. `clearly_illegal` needs a person who names the norm.
    """

    copies: int
    persons24h: int
    followers: int
    media: int = 0
    boosts_per_hour: float
    mean_followers: float
    local_share: float
    own_critique: bool
    clearly_illegal: bool = False
    reason_public: bool = False

    def __post_init__(self) -> None:
        amounts = (self.copies, self.persons24h, self.followers, self.media)
        rates = (self.boosts_per_hour, self.mean_followers)
        if any(not math.isfinite(amount) or amount < 0 for amount in amounts + rates):
            raise ValueError("Amounts and rates are finite and not below zero.")
        if not 0 <= self.local_share <= 1:
            raise ValueError("A share lies between 0 and 1.")


@dataclass(frozen=True, slots=True)
class Range:
    """Five, fifty and ninety-five per cent of the outcomes lie below."""

    low: float
    median: float
    high: float


@dataclass(frozen=True, slots=True)
class Contribution:
    """One term of x: what it is about, how much there is of it, and how much it adds."""

    term: str
    amount: int
    points: float


class Loudness(StrEnum):
    """What the figures are taken to say; there is deliberately no "safe to remove"."""

    NO_SIGN = "no_sign"
    UNSURE = "unsure"
    LOUDER = "louder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """The outcome of the check. `version` and `own_cases` say what it rests on."""

    leave: Range
    answer: Range
    remove: Range
    p_worse: float
    x: float
    contributions: tuple[Contribution, ...]
    loudness: Loudness
    version: str
    own_cases: int


def contributions(situation: Situation, given: Assumptions) -> tuple[Contribution, ...]:
    """Every term of x besides the intercept, in the order of the formula."""
    s = situation
    return (
        Contribution("copies", s.copies, given.copies * math.log10(1 + s.copies)),
        Contribution("persons24h", s.persons24h, given.persons24h * math.log10(1 + s.persons24h)),
        Contribution("followers", s.followers, given.followers * math.log10(1 + s.followers / 100)),
        Contribution("media", s.media, given.media * math.log1p(s.media)),
        Contribution("own_critique", int(s.own_critique), given.own_critique * s.own_critique),
        Contribution(
            "clearly_illegal", int(s.clearly_illegal), given.clearly_illegal * s.clearly_illegal
        ),
        Contribution("reason_public", int(s.reason_public), given.reason_public * s.reason_public),
    )


def estimate(
    situation: Situation,
    *,
    given: Assumptions | None = None,
    shift: float = 0.0,
    own_cases: int = 0,
) -> Estimate:
    """The check. `shift` is what `learned_shift` made of `own_cases` earlier actions."""
    given = given or assumptions()
    terms = contributions(situation, given)
    x = given.intercept + shift + sum(term.points for term in terms)
    leave, remove = _outcomes(situation, x, given)
    answer = [(1 + given.answer_bonus) * left for left in leave]
    worse = sum(gone > said for gone, said in zip(remove, answer, strict=True))
    p_worse = worse / sobol.POINTS
    counting = [term for term in terms if term.points]
    largest = sorted(counting, key=lambda term: -abs(term.points))[:_SHOWN_CONTRIBUTIONS]
    return Estimate(
        leave=_range(leave),
        answer=_range(answer),
        remove=_range(remove),
        p_worse=p_worse,
        x=x,
        contributions=tuple(largest),
        loudness=_loudness(p_worse, given),
        version=given.version,
        own_cases=own_cases,
    )


def _outcomes(
    situation: Situation, x: float, given: Assumptions
) -> tuple[list[float], list[float]]:
    """Leave and Remove at each of the 4096 points."""
    leave_once = _left_alone(situation, given)
    stays = 1 - given.erasable * situation.local_share
    story = _story_reach(situation, given)
    leave: list[float] = []
    remove: list[float] = []
    for spread, story_point, reach in _draws(given):
        left = leave_once * spread
        leave.append(left)
        remove.append(stays * left + logistic(x + story_point) * story * reach)
    return leave, remove


def _left_alone(situation: Situation, given: Assumptions) -> float:
    boosts = max(situation.boosts_per_hour, given.least_boosts_per_hour)
    followers = max(situation.mean_followers, given.least_mean_followers)
    decayed = given.tau_h * -math.expm1(-given.horizon_h / given.tau_h)
    return boosts * decayed * followers * given.view_rate


def _story_reach(situation: Situation, given: Assumptions) -> float:
    told = (
        given.story_readers_per_person * situation.persons24h
        + given.story_readers_per_medium * situation.media
    )
    return given.view_rate * max(given.least_story_readers, told)


@lru_cache(maxsize=4)
def _draws(given: Assumptions) -> tuple[tuple[float, float, float], ...]:
    """At each point: the factor of L, the addition to x, the factor of S."""
    boosts, views, story, reach = sobol.normals()
    return tuple(
        (
            math.exp(given.sigma_boosts * z1 + given.sigma_view_rate * z2),
            given.sigma_story * z3,
            math.exp(given.sigma_story_reach * z4),
        )
        for z1, z2, z3, z4 in zip(boosts, views, story, reach, strict=True)
    )


def logistic(x: float) -> float:
    """Log odds as a probability."""
    if x < 0:  # exp of a large number overflows; of a small one it does not
        return math.exp(x) / (1 + math.exp(x))
    return 1 / (1 + math.exp(-x))


def _range(values: list[float]) -> Range:
    ordered = sorted(values)
    low, median, high = (_quantile(ordered, share) for share in (0.05, 0.5, 0.95))
    return Range(low, median, high)


def _quantile(ordered: Sequence[float], share: float) -> float:
    """Between two neighbours, linearly."""
    position = share * (len(ordered) - 1)
    below = int(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (position - below) * (ordered[above] - ordered[below])


def _loudness(p_worse: float, given: Assumptions) -> Loudness:
    if p_worse < given.quiet_below:
        return Loudness.NO_SIGN
    return Loudness.LOUDER if p_worse > given.loud_above else Loudness.UNSURE
