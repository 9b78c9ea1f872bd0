"""The plot of a turn: the dissenting share over time, as paths for the template."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from augenhoehe.domain.posts.turn_rule import Step

_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 424, 10, 150  # px
_WIDTH, _HEIGHT = 432, 174


@dataclass(frozen=True, slots=True)
class Plot:
    """A stair of the share, the interval around it, and the line of one half."""

    line: str
    band: str
    left: int = _LEFT
    right: int = _RIGHT
    top: int = _TOP
    bottom: int = _BOTTOM
    width: int = _WIDTH
    height: int = _HEIGHT
    half: int = (_TOP + _BOTTOM) // 2


def plot_of(steps: Sequence[Step]) -> Plot | None:
    """None where nothing is to be drawn."""
    if not steps:
        return None
    across = _places(steps)
    line = _stair(across, [step.figures.share for step in steps])
    upper = _stair(across, [step.figures.upper for step in steps])
    return Plot(line, upper + _back(across, [step.figures.lower for step in steps]))


def _places(steps: Sequence[Step]) -> list[int]:
    """Where each step begins, in time from left to right."""
    first, last = steps[0].at, steps[-1].at
    whole = (last - first).total_seconds() or 1
    return [
        round(_LEFT + (_RIGHT - _LEFT - 8) * (step.at - first).total_seconds() / whole)
        for step in steps
    ]


def _up(share: float) -> int:
    return round(_BOTTOM - (_BOTTOM - _TOP) * share)


def _stair(across: Sequence[int], shares: Sequence[float]) -> str:
    path = f"M{across[0]} {_up(shares[0])}"
    for x, share in zip(across[1:], shares[1:], strict=True):
        path += f"H{x}V{_up(share)}"
    return f"{path}H{_RIGHT}"


def _back(across: Sequence[int], shares: Sequence[float]) -> str:
    """The lower edge of the band, from right to left."""
    path = f"V{_up(shares[-1])}"
    for place in range(len(shares) - 1, 0, -1):
        path += f"H{across[place]}V{_up(shares[place - 1])}"
    return f"{path}H{across[0]}Z"
