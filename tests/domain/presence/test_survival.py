"""Waiting times that count whoever still waits; nobody looks better by deleting."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from augenhoehe.domain.presence.survival import (
    Curve,
    Waiting,
    aalen_johansen,
    answered,
    kaplan_meier,
    removed_by_the_organisation,
    still_open,
    wilson,
)

# Hours; the example of the design notes.
TEN_CASES = [
    answered(1),
    answered(2),
    still_open(2),
    answered(5),
    answered(8),
    still_open(8),
    answered(12),
    still_open(20),
    answered(24),
    still_open(30),
]

times = st.integers(0, 12) | st.floats(0, 12, allow_subnormal=False)
cases = st.builds(answered, times) | st.builds(still_open, times)
competing = st.builds(Waiting, times, st.sampled_from(["confirmed", "withdrawn", "dormant", None]))
several = settings(max_examples=60, deadline=None)
MOMENTS = [0, 0.5, *range(1, 14)]


def no_better(worse: Curve, better: Curve) -> bool:
    """Whether no figure of one curve beats the same figure of the other."""
    never = math.inf
    median, other = (never if curve.median is None else curve.median for curve in (worse, better))
    return (
        all(worse.ended(t) <= better.ended(t) + 1e-12 for t in MOMENTS)
        and all(worse.restricted_mean(t) >= better.restricted_mean(t) - 1e-12 for t in MOMENTS)
        and median >= other
    )


# --- nobody looks better by deleting ----------------------------------------------------


@several
@given(st.lists(cases, min_size=1, max_size=12), st.data())
def test_removing_criticism_never_improves_a_figure(given_cases, data):
    place = data.draw(st.integers(0, len(given_cases) - 1))
    removed = [*given_cases]
    removed[place] = removed_by_the_organisation()

    assert no_better(kaplan_meier(removed), kaplan_meier(given_cases))


@several
@given(st.lists(cases, max_size=12))
def test_removing_criticism_that_came_in_addition_never_improves_a_figure(given_cases):
    removed = [*given_cases, removed_by_the_organisation()]

    assert no_better(kaplan_meier(removed), kaplan_meier(given_cases))


@several
@given(st.lists(cases, max_size=12), times)
def test_one_more_open_case_never_improves_a_figure(given_cases, since):
    assert no_better(kaplan_meier([*given_cases, still_open(since)]), kaplan_meier(given_cases))


@several
@given(st.lists(competing, min_size=1, max_size=12), st.data())
def test_removing_criticism_never_raises_the_share_confirmed(given_cases, data):
    place = data.draw(st.integers(0, len(given_cases) - 1))
    removed = [*given_cases]
    removed[place] = removed_by_the_organisation()

    before, after = aalen_johansen(given_cases), aalen_johansen(removed)

    for time in MOMENTS:
        if "confirmed" in after:
            assert after["confirmed"].by(time) <= before["confirmed"].by(time) + 1e-12


def test_leaving_it_out_would_have_rewarded_the_deletion():
    censored = [*TEN_CASES, still_open(0)]
    removed = [*TEN_CASES, removed_by_the_organisation()]

    assert kaplan_meier(censored).ended(24) == kaplan_meier(TEN_CASES).ended(24)
    assert kaplan_meier(removed).ended(24) < kaplan_meier(TEN_CASES).ended(24)


@pytest.mark.parametrize(
    ("time", "ended_by"), [(-1, None), (math.nan, None), (math.inf, "answered")]
)
def test_what_cannot_be_is_refused(time, ended_by):
    with pytest.raises(ValueError, match=r"no time|nothing"):
        Waiting(time, ended_by)


# --- the worked example -----------------------------------------------------------------


def test_the_table():
    curve = kaplan_meier(TEN_CASES)

    rows = [(s.time, round(s.surviving, 4), round(s.standard_error, 4)) for s in curve.steps]
    assert rows == [
        (1, 0.9000, 0.0949),
        (2, 0.8000, 0.1265),
        (5, 0.6857, 0.1515),
        (8, 0.5714, 0.1638),
        (12, 0.4286, 0.1743),
        (24, 0.2143, 0.1748),
    ]
    assert [(s.at_risk, s.ended) for s in curve.steps] == [
        (10, 1), (9, 1), (7, 1), (6, 1), (4, 1), (2, 1)
    ]  # fmt: skip


def test_the_median_counts_those_who_wait_and_the_mean_of_the_closed_does_not():
    curve = kaplan_meier(TEN_CASES)
    closed = [case.time for case in TEN_CASES if case.ended_by]

    assert curve.median == 12
    assert round(sum(closed) / len(closed), 2) == 8.67
    assert round(curve.restricted_mean(24), 3) == 13.786


def test_the_band_holds_the_curve():
    for step in kaplan_meier(TEN_CASES).steps:
        low, high = step.band
        assert 0 < low < step.surviving < high < 1


def test_the_band_by_hand():
    # S = .9, sum d/(n(n-d)) = 1/90: .9 ** exp(+-1.96 * sqrt(1/90) / ln .9)
    low, high = kaplan_meier(TEN_CASES).steps[0].band

    assert (round(low, 4), round(high, 4)) == (0.4730, 0.9853)


def test_between_the_steps_nothing_changes():
    curve = kaplan_meier(TEN_CASES)

    assert curve.surviving(0) == 1
    assert curve.surviving(7.99) == curve.surviving(5)
    assert curve.surviving(8) < curve.surviving(7.99)
    assert curve.surviving(10**6) == curve.surviving(24)


# --- what must always hold --------------------------------------------------------------


@several
@given(st.lists(times, max_size=12))
def test_while_all_are_open_nothing_has_ended(since):
    curve = kaplan_meier([still_open(time) for time in since])

    assert curve.steps == ()
    assert curve.median is None
    assert curve.restricted_mean(24) == 24
    assert curve.ended(10**6) == 0


@several
@given(st.lists(times, min_size=1, max_size=12))
def test_where_nobody_waits_any_more_it_is_the_plain_share(took):
    curve = kaplan_meier([answered(time) for time in took])

    for moment in MOMENTS:
        share = sum(time <= moment for time in took) / len(took)
        assert curve.ended(moment) == pytest.approx(share, abs=1e-12)
    assert curve.restricted_mean(12) == pytest.approx(sum(took) / len(took))
    assert curve.steps[-1].band is None


@several
@given(st.lists(cases | competing, max_size=12), st.randoms())
def test_the_order_does_not_matter(given_cases, chance):
    shuffled = [*given_cases]
    chance.shuffle(shuffled)

    assert kaplan_meier(shuffled) == kaplan_meier(given_cases)
    assert aalen_johansen(shuffled) == aalen_johansen(given_cases)


@several
@given(st.lists(cases, max_size=12))
def test_the_curve_falls_from_one(given_cases):
    shares = [1.0, *(step.surviving for step in kaplan_meier(given_cases).steps)]

    assert shares == sorted(shares, reverse=True)
    assert all(0 <= share <= 1 for share in shares)


def test_at_the_same_time_the_answer_comes_before_the_last_look():
    curve = kaplan_meier([answered(3), still_open(3)])

    assert curve.steps[0].at_risk == 2
    assert curve.surviving(3) == 0.5
    assert curve.median == 3


@pytest.mark.parametrize("count", range(2, 60, 2))
def test_half_is_half_however_many_there_are(count):
    curve = kaplan_meier([answered(time) for time in range(1, count + 1)])

    assert curve.median == count / 2


def test_an_empty_room_has_no_figures():
    curve = kaplan_meier([])

    assert (curve.cases, curve.steps, curve.median) == (0, (), None)
    assert aalen_johansen([]) == {}


# --- causes that compete ----------------------------------------------------------------


def test_what_one_cause_took_the_other_cannot_have():
    four = [
        Waiting(1, "withdrawn"),
        Waiting(2, "confirmed"),
        Waiting(3),
        Waiting(4, "confirmed"),
    ]

    incidence = aalen_johansen(four)

    # By hand: 1/4; 3/4 * 1/3 = 1/4; 1/2 * 1/1 = 1/2.
    assert incidence["withdrawn"].by(9) == pytest.approx(0.25)
    assert incidence["confirmed"].steps == ((2, pytest.approx(0.25)), (4, pytest.approx(0.75)))
    assert incidence["confirmed"].by(1.9) == 0
    alone = kaplan_meier([Waiting(c.time, c.ended_by == "confirmed" or None) for c in four])
    assert alone.ended(9) > incidence["confirmed"].by(9)


@several
@given(st.lists(competing, max_size=12))
def test_the_causes_and_those_who_wait_add_up_to_all(given_cases):
    curve, incidence = kaplan_meier(given_cases), aalen_johansen(given_cases)

    for time in MOMENTS:
        total = sum(cause.by(time) for cause in incidence.values())
        assert total + curve.surviving(time) == pytest.approx(1)


# --- shares -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hits", "of", "low"),
    [(1, 1, 0.2065), (8, 10, 0.4902), (9, 10, 0.5958), (80, 100, 0.7112), (0, 5, 0)],
)
def test_the_table_of_wilson(hits, of, low):
    assert round(wilson(hits, of)[0], 4) == low


@given(st.integers(0, 60), st.integers(1, 60))
def test_the_interval_holds_the_share_and_mirrors(hits, of):
    hits = min(hits, of)
    low, high = wilson(hits, of)

    assert 0 <= low <= hits / of <= high <= 1
    mirrored = wilson(of - hits, of)
    assert (1 - high, 1 - low) == (pytest.approx(mirrored[0]), pytest.approx(mirrored[1]))


def test_without_cases_there_is_no_interval():
    assert wilson(0, 0) is None
    with pytest.raises(ValueError, match="at most"):
        wilson(3, 2)
