"""The figures of the mirror: whoever removes criticism looks no better for it."""

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from augenhoehe.domain.criticism.models import Case
from augenhoehe.domain.presence.figures import FEWEST, Share, figures_of
from augenhoehe.domain.presence.interventions import effective_number

S = Case.State
HOUR, DAY = 60, 24 * 60
CHANNELS = ("post", "form", "telephone")
MOMENTS = [0, 30, HOUR, 5 * HOUR, DAY, 3 * DAY, 10 * DAY, 100 * DAY]
NEVER = math.inf
several = settings(max_examples=60, deadline=None)


@st.composite
def histories(draw):
    """One case as the database tells it."""
    opened_for = draw(st.integers(0, 20) | st.integers(0, 100 * DAY))
    state = draw(st.sampled_from(S.values))
    answered = state in (S.ANSWERED, S.REMEDIED, S.CONFIRMED, S.DISPUTED, S.DORMANT) or (
        state not in (S.OPEN, S.SEEN) and draw(st.booleans())
    )
    answered_after = draw(st.integers(0, opened_for)) if answered else None
    in_state_after = draw(st.integers(answered_after or 0, opened_for))
    return (draw(st.sampled_from(CHANNELS)), state, opened_for, answered_after, in_state_after)


many = st.lists(histories(), min_size=FEWEST, max_size=30)


def removed(row):
    channel, _state, opened_for, answered_after, _in_state_after = row
    return (channel, S.REMOVED, opened_for, answered_after, opened_for)


def merits(figures):
    """All figures by name, so that more is better; what is not shown is not there."""
    open_, answering, resolving = figures.open, figures.answering, figures.resolving
    found = {
        "open": -open_.count,
        "oldest": -(open_.oldest or 0),
        "confirmed": resolving.confirmed,
        "disputed": -resolving.disputed_or_removed,
        "dormant": -resolving.dormant_or_removed,
        "removed": -resolving.removed,
        **_of_answering("all", answering),
    }
    for channel, of_it in figures.by_channel:
        found |= _of_answering(channel, of_it)
    if resolving.confirmations:
        found |= {f"confirmed by {t}": resolving.confirmations.by(t) for t in MOMENTS}
    return found


def _of_answering(name, answering):
    day, curve = answering.within_a_day, answering.curve
    found = {f"{name} answered": answering.answered, f"{name} in a day": day.hits}
    if day.value is not None:
        low, high = day.interval
        found |= {f"{name} share": day.value, f"{name} low": low, f"{name} high": high}
    if curve:
        median = NEVER if curve.median is None else curve.median
        found |= {f"{name} by {t}": curve.ended(t) for t in MOMENTS}
        found |= {f"{name} median": -median}
    return found


@several
@given(many, st.data())
def test_removing_any_criticism_improves_no_figure(rows, data):
    gone = data.draw(st.sets(st.integers(0, len(rows) - 1), min_size=1))
    after = [removed(row) if place in gone else row for place, row in enumerate(rows)]

    before, now = merits(figures_of(rows)), merits(figures_of(after))

    assert now.keys() == before.keys(), "no figure can be made to vanish"
    better = {name for name in before if now[name] > before[name] + 1e-12}
    assert not better


@several
@given(many, st.integers(0, 100 * DAY), st.sampled_from(CHANNELS))
def test_one_more_open_case_improves_no_waiting_time(rows, opened_for, channel):
    more = [*rows, (channel, S.OPEN, opened_for, None, 0)]

    before, now = figures_of(rows), figures_of(more)

    assert all(
        now.answering.curve.ended(t) <= before.answering.curve.ended(t) + 1e-12 for t in MOMENTS
    )
    assert now.open.count == before.open.count + 1
    assert now.answering.within_a_day.hits == before.answering.within_a_day.hits


@several
@given(many, st.randoms())
def test_the_order_of_cases_does_not_matter(rows, chance):
    shuffled = [*rows]
    chance.shuffle(shuffled)

    assert figures_of(shuffled) == figures_of(rows)


def test_below_twenty_there_are_counts_and_no_rates():
    few = [("post", S.ANSWERED, 3 * DAY, HOUR, HOUR)] * (FEWEST - 1)

    figures = figures_of(few)

    assert figures.answering.curve is None
    assert figures.resolving.confirmations is None
    assert figures.answering.answered == figures.answering.within_a_day.hits == FEWEST - 1
    assert figures.answering.within_a_day.value is None
    assert figures_of([*few, few[0]]).answering.curve is not None


def test_a_share_says_of_how_many_and_how_surely():
    assert Share(3, 19).value is None
    assert Share(3, 19).interval is None
    assert Share(10, 20).value == 0.5
    assert Share(10, 20).interval == pytest.approx((0.2993, 0.7007), abs=1e-4)


def test_the_day_of_the_newest_is_not_over_yet():
    figures = figures_of([("post", S.OPEN, DAY - 1, None, 0), ("post", S.OPEN, DAY, None, 0)])

    assert figures.answering.within_a_day == Share(0, 1)


def test_no_case_at_all_is_no_fault():
    figures = figures_of([])

    assert figures.cases == 0
    assert figures.open.oldest is None
    assert figures.by_channel == []


def test_a_withdrawn_case_was_seen_waiting_until_then():
    waiting = [("post", S.OPEN, 10 * DAY, None, 0)] * FEWEST
    withdrawn = ("post", S.WITHDRAWN, 10 * DAY, None, HOUR)
    answered = ("post", S.ANSWERED, 10 * DAY, 2 * HOUR, 2 * HOUR)

    curve = figures_of([*waiting, withdrawn, answered]).answering.curve

    assert curve.step_at(2 * HOUR).at_risk == FEWEST + 1


def test_five_equally_busy_persons_count_as_five():
    assert effective_number([4, 4, 4, 4, 4]) == pytest.approx(5)
    assert effective_number([96, 1, 1, 1, 1]) < 1.3


def test_nothing_in_the_figures_names_anybody():
    """Rows are a channel, a state and three numbers; nothing else is read."""
    figures = figures_of([("post", S.OPEN, 5, None, 0)])

    assert replace(figures, by_channel=[]) == replace(
        figures_of([("form", S.OPEN, 5, None, 0)]), by_channel=[]
    )
