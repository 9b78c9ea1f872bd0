"""An attacker who may add and subtract everything shown learns of no group that is too small."""

from __future__ import annotations

from datetime import date
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from augenhoehe.foundation.aggregates import (
    EVENTS,
    PERSONS,
    closed_months,
    cumulative,
    may_be_shown,
    released,
    share,
)

people = st.dictionaries(st.integers(1, 12), st.integers(0, 9), max_size=12)
teams = st.dictionaries(st.sampled_from("abcdef"), people, max_size=6)


def test_four_people_are_too_few_and_so_are_nineteen_events():
    assert not may_be_shown(dict.fromkeys(range(4), 100))
    assert not may_be_shown(dict.fromkeys(range(5), 3))
    assert may_be_shown(dict.fromkeys(range(5), 4))
    assert not may_be_shown({1: 100, **dict.fromkeys(range(2, 9), 0)})


def test_a_total_does_not_give_away_the_one_group_that_is_hidden():
    big, small = dict.fromkeys(range(10), 5), {20: 7}

    found = released({"big": big, "small": small})

    assert found.groups["small"] is None
    assert found.total is None or found.groups["big"] is None


@settings(max_examples=40, deadline=None)
@given(teams)
def test_whatever_is_subtracted_from_the_total_is_people_enough(counts):
    found = released(counts)
    shown = [name for name, count in found.groups.items() if count is not None]

    assert all(may_be_shown(counts[name]) for name in shown)
    if found.total is None:
        return
    for size in range(len(shown) + 1):
        for taken in combinations(shown, size):
            rest = {}
            for name in set(counts) - set(taken):
                for person, count in counts[name].items():
                    rest[person] = rest.get(person, 0) + count
            assert not any(rest.values()) or may_be_shown(rest)


@settings(max_examples=40, deadline=None)
@given(st.lists(people, max_size=8))
def test_two_looks_at_a_running_sum_never_differ_by_too_few(windows):
    said = cumulative(windows)
    moved = [0] + [n + 1 for n in range(len(said)) if said[n] != (said[n - 1] if n else None)]

    for start, end in combinations(moved, 2):
        between = {}
        for window in windows[start:end]:
            for person, count in window.items():
                between[person] = between.get(person, 0) + count
        assert may_be_shown(between)
        before = said[start - 1] if start else 0
        assert said[end - 1] - (before or 0) == sum(between.values())


@settings(max_examples=40, deadline=None)
@given(st.sets(st.integers(1, 40)), st.sets(st.integers(1, 40)))
def test_one_more_who_did_it_cannot_be_told_from_one_less(among, did):
    found = share(did, among)

    assert found is None or found[0] % PERSONS == found[1] % PERSONS == 0
    if len(among) < EVENTS or not among & did or among <= did:
        assert found is None


def test_the_running_month_is_not_given_out():
    days = [date(2026, 1, 31), date(2026, 2, 1), date(2026, 3, 5)]

    assert closed_months(days, date(2026, 3, 6)) == [date(2026, 1, 1), date(2026, 2, 1)]
