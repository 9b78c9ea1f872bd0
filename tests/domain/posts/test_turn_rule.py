"""When dissent has overtaken approval: the rule by itself."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from augenhoehe.domain.posts.turn_rule import (
    MOST_OF_A_SERVER,
    Figures,
    Reaction,
    figures_of,
    history_of,
)

MORNING = datetime(2026, 5, 4, 8, tzinfo=UTC)


def said(person, *, dissents=True, minute=0, server=""):
    return Reaction(person, MORNING + timedelta(minutes=minute), dissents, server)


@pytest.mark.parametrize(
    "approving, dissenting, turned",
    [
        (0, 0, False),
        (0, 9, False),  # nine are too few, however much they agree
        (0, 10, True),
        (1, 9, True),
        (2, 8, False),  # 0.490 at least: it may still be one half
        (4, 11, False),
        (4, 12, True),
        (40, 60, True),
        (41, 59, False),
        (10, 0, False),
    ],
)
def test_it_turns_when_the_lower_bound_is_over_one_half(approving, dissenting, turned):
    assert Figures(approving, dissenting).has_turned is turned


def test_the_interval_is_wilsons():
    figures = Figures(1, 9)

    assert figures.lower == pytest.approx(0.5958, abs=1e-4)
    assert figures.upper == pytest.approx(0.9821, abs=1e-4)
    assert (Figures().lower, Figures().upper) == (0.0, 1.0)


def test_one_person_counts_once_and_words_weigh_more_than_a_sign():
    reactions = [said(1), said(1), said(1, dissents=False), said(2, dissents=False)]

    assert figures_of(reactions) == Figures(approving=1, dissenting=1)


def test_one_server_cannot_mint_a_turn():
    crowd = [said(n, server="one.example") for n in range(500)]

    assert figures_of(crowd) == Figures(0, MOST_OF_A_SERVER)
    assert not figures_of(crowd).has_turned
    assert figures_of([said(n) for n in range(12)]).dissenting == 12


def test_it_turns_back_only_when_the_upper_bound_is_below():
    assert not Figures(6, 6).has_turned_back
    assert Figures(9, 1).has_turned_back


REACTIONS = st.lists(
    st.builds(
        said,
        st.integers(1, 15),
        dissents=st.booleans(),
        minute=st.integers(0, 90),
        server=st.sampled_from(["", "", "a.example", "b.example"]),
    ),
    max_size=40,
)


@settings(max_examples=40)
@given(REACTIONS, st.randoms())
def test_the_order_does_not_matter_and_history_ends_where_it_stands(reactions, dice):
    shuffled = list(reactions)
    dice.shuffle(shuffled)

    assert figures_of(shuffled) == figures_of(reactions)
    assert history_of(shuffled) == history_of(reactions)
    if reactions:
        assert history_of(reactions)[-1].figures == figures_of(reactions)


@settings(max_examples=40)
@given(REACTIONS, st.integers(1, 30), st.sampled_from(["", "a.example"]))
def test_more_dissent_never_lowers_the_share_nor_its_bound(reactions, person, server):
    before = figures_of(reactions)
    after = figures_of([*reactions, said(person, server=server)])

    assert after.share >= before.share
    assert after.lower >= before.lower - 1e-12
