"""The demo's calendar."""

from datetime import UTC, datetime

import pytest

from augenhoehe.demo.days import Days


def at(hour, minute=0, *, month=6):
    return datetime(2026, month, 10, hour, minute, tzinfo=UTC)


def test_days_before_today_by_a_clock_in_berlin():
    days = Days(at(12))

    assert days.moment("-0d 07:50") == at(5, 50)
    assert days.moment("-2d 14:05") == datetime(2026, 6, 8, 12, 5, tzinfo=UTC)
    assert Days(at(12, month=12)).moment("-0d 07:50") == at(6, 50, month=12)


def test_early_in_the_morning_the_stories_end_yesterday():
    early = Days(at(5))  # seven o'clock in Berlin

    assert early.moment("-0d 07:50") == datetime(2026, 6, 9, 5, 50, tzinfo=UTC)
    assert early.end < at(5)


def test_nothing_else_is_a_moment():
    for nonsense in ("12d 14:05", "-1d 9:00", "yesterday"):
        with pytest.raises(ValueError, match="no moment"):
            Days(at(12)).moment(nonsense)
