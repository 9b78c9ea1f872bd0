"""The figures of a classifier, by hand: no numbers leave here that a test cannot work out too."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

_Group = TypeVar("_Group")
Pair = tuple[float, float]  # the score of the advertising copy, the score of the plain answer

TIMES = 2000  # bootstrap samples
SEED = 7


def auc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """How often one of the first is higher than one of the second; a tie counts half."""
    if not positive or not negative:
        return math.nan
    ordered = sorted([(score, 1) for score in positive] + [(score, 0) for score in negative])
    won, below, at = 0.0, 0, 0
    while at < len(ordered):
        end = at
        while end < len(ordered) and ordered[end][0] == ordered[at][0]:
            end += 1
        ups = sum(mark for _score, mark in ordered[at:end])
        downs = end - at - ups
        won += ups * (below + downs / 2)
        below += downs
        at = end
    return won / (len(positive) * len(negative))


def pairwise(pairs: Sequence[Pair]) -> float:
    """In what share of pairs the copy scores higher than its own answer; a tie counts half."""
    if not pairs:
        return math.nan
    return sum(1.0 if ad > plain else 0.5 if ad == plain else 0.0 for ad, plain in pairs) / len(
        pairs
    )


def either_way(area: float) -> float:
    """The area in the better of both directions, for a baseline that may use either."""
    return max(area, 1 - area)


def wilson(hits: int, among: int, z: float = 1.959964) -> tuple[float, float]:
    """The interval of Wilson (1927) for a share: honest near 0 and 1 and with few cases."""
    if not among:
        return 0.0, 1.0
    share, width = hits / among, z * z / among
    middle = (share + width / 2) / (1 + width)
    spread = z * math.sqrt(share * (1 - share) / among + width / (4 * among)) / (1 + width)
    return max(0.0, middle - spread), min(1.0, middle + spread)


def bootstrap(
    groups: Sequence[_Group],
    figure: Callable[[Sequence[_Group]], float],
    *,
    times: int = TIMES,
    seed: int = SEED,
) -> tuple[float, float]:
    """The middle 95 % of a figure when whole groups are drawn anew, with putting back.

    Topics are drawn, not texts: the texts of one topic resemble each other.
    """
    draw = random.Random(seed)
    found = sorted(figure(draw.choices(groups, k=len(groups))) for _time in range(times))
    return found[int(times * 0.025)], found[math.ceil(times * 0.975) - 1]


@dataclass(frozen=True, slots=True)
class Bin:
    """Texts whose scores lie in one tenth: what was said of them, and what was so."""

    low: float
    high: float
    texts: int
    said: float
    was: float


def reliability(scores: Sequence[float], labels: Sequence[int], bins: int = 10) -> tuple[Bin, ...]:
    """The mean score beside the share of advertising, for each bin that is not empty."""
    kept: list[list[tuple[float, int]]] = [[] for _bin in range(bins)]
    for score, label in zip(scores, labels, strict=True):
        kept[min(int(score * bins), bins - 1)].append((score, label))
    return tuple(
        Bin(
            k / bins,
            (k + 1) / bins,
            len(of),
            sum(score for score, _label in of) / len(of),
            sum(label for _score, label in of) / len(of),
        )
        for k, of in enumerate(kept)
        if of
    )


def calibration_error(table: Sequence[Bin]) -> float:
    """The expected calibration error: how far the bins lie off, weighted by their texts."""
    among = sum(each.texts for each in table)
    return sum(each.texts * abs(each.said - each.was) for each in table) / among if among else 0.0
