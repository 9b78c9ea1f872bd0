"""Business hours: targets fall when somebody is there, and no clock of them ever runs for ever."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from augenhoehe.domain.criticism.business_hours import (
    OpeningHours,
    due_at,
    is_open_at,
    minutes_of,
    open_between,
)

BERLIN = ZoneInfo("Europe/Berlin")
USUAL = OpeningHours({day: [("09:00", "17:00")] for day in range(5)}, zone=BERLIN)
HOUR = timedelta(hours=1)


def at(words):
    return datetime.fromisoformat(words).replace(tzinfo=BERLIN)


@pytest.mark.parametrize("words", ["", "9", "24:01", "12:60", "-1:00", "ab:cd", "12:5", "9.30"])
def test_what_is_no_time_is_refused(words):
    with pytest.raises(ValueError, match=r".*"):
        minutes_of(words)


@pytest.mark.parametrize(
    "week", [{}, {0: []}, {2: [("17:00", "09:00")]}, {4: [("09:00", "09:00")]}]
)
def test_an_empty_table_never_loops(week):
    nobody = OpeningHours(week)

    assert due_at(at("2026-11-23T10:00"), 4, nobody) is None
    assert open_between(at("2020-01-01T00:00"), at("2030-01-01T00:00"), nobody) == timedelta()


def test_a_table_of_holidays_only_never_loops():
    days = frozenset(date(2026, 1, 1) + timedelta(days=n) for n in range(5000))

    assert due_at(at("2026-11-23T10:00"), 1, OpeningHours(USUAL.week, days)) is None


def test_four_hours_on_a_friday_afternoon_end_on_monday():
    assert due_at(at("2026-11-20T15:00"), 4, USUAL) == at("2026-11-23T11:00")


def test_what_comes_at_night_begins_in_the_morning():
    assert due_at(at("2026-11-23T23:30"), 8, USUAL) == at("2026-11-24T17:00")


def test_nobody_works_on_a_holiday():
    closed = OpeningHours(USUAL.week, frozenset({date(2026, 12, 25)}), BERLIN)

    assert due_at(at("2026-12-24T16:00"), 2, closed) == at("2026-12-28T10:00")


def test_a_break_at_noon_does_not_count():
    broken = OpeningHours({0: [("13:00", "17:00"), ("09:00", "12:00")]}, zone=BERLIN)

    assert due_at(at("2026-11-23T11:00"), 2, broken) == at("2026-11-23T14:00")


def test_spans_that_overlap_count_once():
    double = OpeningHours({0: [("09:00", "12:00"), ("10:00", "13:00")]}, zone=BERLIN)

    assert open_between(at("2026-11-23T00:00"), at("2026-11-24T00:00"), double) == 4 * HOUR


@pytest.mark.parametrize(
    ("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25), ("2026-11-01", 24)]
)
def test_a_day_on_which_the_clocks_change_is_as_long_as_it_is(day, hours):
    always = OpeningHours({6: [("00:00", "24:00")]}, zone=BERLIN)
    begin = at(f"{day}T00:00")

    assert open_between(begin, begin + timedelta(days=2), always) == hours * HOUR


def test_open_until_midnight_goes_on_the_next_day():
    round_the_clock = OpeningHours({day: [("00:00", "24:00")] for day in range(7)}, zone=BERLIN)

    assert due_at(at("2026-11-23T20:00"), 30, round_the_clock) == at("2026-11-25T02:00")
    assert is_open_at(at("2026-11-23T23:59"), round_the_clock)
    assert not is_open_at(at("2026-11-22T12:00"), USUAL)


def spans():
    pair = st.tuples(st.integers(0, 1440), st.integers(0, 1440))
    return st.lists(
        pair.map(lambda two: tuple(f"{n // 60:02}:{n % 60:02}" for n in sorted(two))), max_size=3
    )


TABLES = st.builds(
    OpeningHours,
    week=st.dictionaries(st.integers(0, 6), spans(), max_size=7),
    holidays=st.frozensets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=5),
    zone=st.sampled_from([BERLIN, ZoneInfo("UTC"), ZoneInfo("America/St_Johns")]),
)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)).map(
    lambda moment: moment.replace(tzinfo=UTC, microsecond=0)
)
HOURS = st.integers(1, 60)
NEVER = datetime.max.replace(tzinfo=UTC)


@settings(max_examples=40, deadline=None)
@given(MOMENTS, HOURS, TABLES)
def test_a_target_lies_as_many_open_hours_away_as_were_promised(start, hours, table):
    due = due_at(start, hours, table)

    if due is None:
        assert open_between(start, start + timedelta(days=3650), table) < hours * HOUR
    else:
        assert due >= start
        assert open_between(start, due, table) == hours * HOUR


@settings(max_examples=40, deadline=None)
@given(MOMENTS, st.integers(0, 20 * 24 * 60), HOURS, HOURS, TABLES)
def test_later_and_longer_never_fall_due_earlier(start, later, hours, more, table):
    due = due_at(start, hours, table) or NEVER

    assert (due_at(start + timedelta(minutes=later), hours, table) or NEVER) >= due
    longer = due_at(start, hours + more, table) or NEVER
    assert longer > due or longer == NEVER


@settings(max_examples=40, deadline=None)
@given(MOMENTS, st.integers(0, 30 * 24), st.integers(0, 30 * 24), TABLES)
def test_open_time_adds_up(start, first, second, table):
    middle, end = start + first * HOUR, start + (first + second) * HOUR

    whole = open_between(start, end, table)

    assert whole == open_between(start, middle, table) + open_between(middle, end, table)
    assert timedelta() <= whole <= end - start
