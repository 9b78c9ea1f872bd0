"""Curves as SVG paths: steps with their band, in a box of 320 by 150 units.

Drawn here and not in the browser, so that the page needs no script and prints well.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

WIDTH, HEIGHT = 320, 150
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 8, 8, 24
_FINEST = 0.5  # units: finer steps cannot be seen

Point = Sequence[float | None]  # minute, share, low, high


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark at an axis: where it stands, and its number."""

    at: float
    value: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """What the template needs to draw one curve."""

    line: str
    band: str
    across: Sequence[Tick]  # days
    up: Sequence[Tick]  # shares
    width: int = WIDTH
    height: int = HEIGHT
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    top: int = _TOP
    bottom: int = HEIGHT - _BOTTOM


def drawing(points: Sequence[Point], *, days: Sequence[int]) -> Drawing:
    """A curve that rises from nothing; `days` are the marks below, the last one is the end."""
    end = days[-1] * 24 * 60
    seen = _visible(points, end)
    return Drawing(
        line=_line(seen, end),
        band=_band(seen, end),
        across=[Tick(_x(day * 24 * 60, end), day) for day in days],
        up=[Tick(_y(share), share) for share in (0.0, 0.5, 1.0)],
    )


def _x(minutes: float, end: float) -> float:
    return round(_LEFT + minutes / end * (WIDTH - _LEFT - _RIGHT), 1)


def _y(share: float) -> float:
    return round(HEIGHT - _BOTTOM - share * (HEIGHT - _TOP - _BOTTOM), 1)


def _visible(points: Sequence[Point], end: float) -> list[Point]:
    """Those within the box that an eye can tell apart; of several at one place the last."""
    seen: list[Point] = []
    for point in points:
        minute: Any = point[0]
        if minute > end:
            break
        if seen and _x(minute, end) - _x(seen[-1][0] or 0, end) < _FINEST:
            seen[-1] = [seen[-1][0], *point[1:]]
        else:
            seen.append(point)
    return seen


def _line(points: Sequence[Point], end: float) -> str:
    """Along, then up: until the next event nothing is known to change."""
    path = [f"M{_x(0, end)} {_y(0)}"]
    for minute, share, *_band in points:
        path.append(f"H{_x(minute or 0, end)}V{_y(share or 0)}")
    return "".join([*path, f"H{_x(end, end)}"])


def _band(points: Sequence[Point], end: float) -> str:
    """There along the upper edge, back along the lower one; it ends where it is not known."""
    known = [(p[0], p[2], p[3]) for p in points if p[2] is not None]
    if not known:
        return ""
    last = next((p[0] for p in points if p[2] is None), end) or 0
    ends = [minute or 0 for minute, *_ in known[1:]] + [last]
    upper, lower = [], []
    for (minute, low, high), until in zip(known, ends, strict=True):
        upper.append(f"L{_x(minute or 0, end)} {_y(high or 0)}H{_x(until, end)}")
        lower.append(f"L{_x(until, end)} {_y(low or 0)}H{_x(minute or 0, end)}")
    return "M" + "".join([*upper, *reversed(lower)])[1:] + "Z"
