"""The drawing of the Streisand check: three ranges of people reached, on one axis.

The axis is logarithmic: a hand's breadth is ten times as many, wherever it lies. Everything is
given in per cent of the width, so that letters and dots keep their size on any screen.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from augenhoehe.domain.moderation.check.streisand import Estimate, Range

_LEAST_DECADES = 3  # one to a thousand
_FROM, _TO = 2.0, 96.0  # per cent of the width; beside them stands half a number
_FIRST_ROW, _ROW, _BELOW = 46, 56, 18  # px


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the axis with its number."""

    x: str
    words: str
    is_between: bool  # its number is left out where there is little room


@dataclass(frozen=True, slots=True)
class Row:
    """One range: where it begins and ends, where half of the outcomes lie, and that in words."""

    name: str
    title: str
    low: str
    median: str
    high: str
    y: int
    words: str

    @property
    def title_y(self) -> int:
        """Where its name stands: above the line."""
        return self.y - 16


@dataclass(frozen=True, slots=True)
class Drawing:
    """The whole picture; the words of its rows say the same."""

    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    height: int

    @property
    def foot(self) -> int:
        """Where the axis lies."""
        return self.height - 26

    @property
    def numbers(self) -> int:
        """Where the numbers of the axis stand."""
        return self.height - 6

    @property
    def in_words(self) -> str:
        """For who cannot see it."""
        return " ".join(f"{row.title}: {row.words}" for row in self.rows)


def drawing_of(estimate: Estimate) -> Drawing:
    """Leave, answer, remove below each other, from the same beginning."""
    ranges = {
        "leave": (_("Leave it"), estimate.leave),
        "answer": (_("Answer"), estimate.answer),
        "remove": (_("Restrict it"), estimate.remove),
    }
    decades = _decades(max(found.high for _title, found in ranges.values()))
    rows = tuple(
        _row(name, title, found, decades, _FIRST_ROW + place * _ROW)
        for place, (name, (title, found)) in enumerate(ranges.items())
    )
    ticks = tuple(_tick(power, decades) for power in range(decades + 1))
    return Drawing(rows, ticks, rows[-1].y + _BELOW + 34)


def _tick(power: int, decades: int) -> Tick:
    """The first and the last number always stand, and every second from the last."""
    is_between = decades > _LEAST_DECADES and power > 0 and (decades - power) % 2 == 1
    return Tick(_at(10**power, decades), number_in_words(10**power), is_between)


def _decades(largest: float) -> int:
    """How many times ten the axis is long."""
    return max(_LEAST_DECADES, math.ceil(math.log10(max(largest, 1))))


def _row(name: str, title: str, found: Range, decades: int, y: int) -> Row:
    low, median, high = (_at(value, decades) for value in (found.low, found.median, found.high))
    return Row(name, title, low, median, high, y, range_in_words(found))


def _at(value: float, decades: int) -> str:
    """The place of a number on the axis; less than one person lies at its beginning."""
    share = math.log10(max(value, 1)) / decades
    return f"{_FROM + (_TO - _FROM) * share:.2f}%"


def range_in_words(found: Range) -> str:
    """ "about 9 more people, between 3 and 28 in nine of ten outcomes"."""
    text = _("about %(median)s more people, between %(low)s and %(high)s in nine of ten outcomes")
    return text % {
        "median": number_in_words(found.median),
        "low": number_in_words(found.low),
        "high": number_in_words(found.high),
    }


def number_in_words(value: float) -> str:
    """Two digits that count: nobody knows more."""
    if value < 1:
        return "0"
    digits = max(0, math.floor(math.log10(value)) - 1)
    return str(number_format(round(value, -digits), decimal_pos=0, force_grouping=True))
