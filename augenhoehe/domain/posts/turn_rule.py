"""When dissent has overtaken approval below a post: the rule, and nothing but numbers.

A person counts once. Who liked a post and then dissents, dissents: words weigh more than a sign.
The organisation's own people and the post's author do not count; the caller leaves them out.

Turned: at least `LEAST_PEOPLE` independent people, and the lower end of the interval (Wilson,
95 %) of the dissenting share over `HALF`. It ends by itself only when the *upper* end falls below
it; between the two nothing changes, so that a turn does not come and go. Who is told is told once.

The interval takes people for independent of each other, which people who read each other are not.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

LEAST_PEOPLE = 10  # fewer are a table at an inn, not a public
HALF = 0.5  # more than every second one
Z = 1.959964  # 95 %, two-sided
# Accounts of one server may all be the same person's: no more than these count on either side.
# Ten people are then four servers at least, or people with an account here.
MOST_OF_A_SERVER = 3


@dataclass(frozen=True, slots=True)
class Reaction:
    """What one person did at some moment."""

    person: int
    at: datetime
    dissents: bool
    server: str = ""  # "" is this one


@dataclass(frozen=True, slots=True)
class Figures:
    """How many people approve and dissent, and what that says about the share."""

    approving: int = 0
    dissenting: int = 0

    @property
    def people(self) -> int:
        return self.approving + self.dissenting

    @property
    def share(self) -> float:
        """Of those who dissent, 0 to 1."""
        return self.dissenting / self.people if self.people else 0.0

    @property
    def lower(self) -> float:
        return _wilson(self.dissenting, self.people)[0]

    @property
    def upper(self) -> float:
        return _wilson(self.dissenting, self.people)[1]

    @property
    def has_turned(self) -> bool:
        return self.people >= LEAST_PEOPLE and self.lower > HALF

    @property
    def has_turned_back(self) -> bool:
        return self.people >= LEAST_PEOPLE and self.upper < HALF


@dataclass(frozen=True, slots=True)
class Step:
    """How it stood from a moment on."""

    at: datetime
    figures: Figures


def figures_of(reactions: Iterable[Reaction]) -> Figures:
    """How it stands after all of these, in whichever order they are given."""
    return _counted(_sides(reactions).items())


def history_of(reactions: Iterable[Reaction]) -> list[Step]:
    """How it stood after each reaction that changed something, the oldest first."""
    steps: list[Step] = []
    side: dict[tuple[int, str], bool] = {}
    for one in sorted(reactions, key=lambda one: (one.at, one.person, one.dissents)):
        who = (one.person, one.server)
        side[who] = side.get(who, False) or one.dissents
        now = _counted(side.items())
        if not steps or steps[-1].figures != now:
            steps.append(Step(one.at, now))
    return steps


def _sides(reactions: Iterable[Reaction]) -> dict[tuple[int, str], bool]:
    side: dict[tuple[int, str], bool] = {}
    for one in reactions:
        who = (one.person, one.server)
        side[who] = side.get(who, False) or one.dissents
    return side


def _counted(people: Iterable[tuple[tuple[int, str], bool]]) -> Figures:
    found = Counter((server, dissents) for (_person, server), dissents in people)
    counted = {True: 0, False: 0}
    for (server, dissents), number in found.items():
        counted[dissents] += min(number, MOST_OF_A_SERVER) if server else number
    return Figures(approving=counted[False], dissenting=counted[True])


def _wilson(hits: int, people: int) -> tuple[float, float]:
    """The score interval of a share (E. B. Wilson, 1927); from 0 to 1 where there is nobody."""
    if not people:
        return 0.0, 1.0
    share, square = hits / people, Z * Z
    middle = share + square / (2 * people)
    reach = Z * math.sqrt(share * (1 - share) / people + square / (4 * people * people))
    scale = 1 + square / people
    return max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale)
