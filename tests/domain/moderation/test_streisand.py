"""The Streisand check: its reference values, and what must always hold."""

import subprocess
import sys
import time
import tomllib
from dataclasses import replace

import pytest
from django.utils import translation

from augenhoehe.domain.moderation.check.assumptions import PATH, assumptions
from augenhoehe.domain.moderation.check.streisand import (
    Loudness,
    Range,
    Situation,
    contributions,
    estimate,
)
from augenhoehe.domain.moderation.check.streisand_learning import (
    amplification,
    learned_shift,
    mean_p_story,
    was_amplified,
)
from augenhoehe.domain.moderation.check.streisand_words import (
    ALTERNATIVE,
    CAVEAT,
    basis_in_words,
    contribution_in_words,
    loudness_in_words,
)

QUIET_NOTE = Situation(
    copies=1,
    persons24h=3,
    followers=80,
    boosts_per_hour=0.1,
    mean_followers=100,
    local_share=0.8,
    own_critique=True,
)
VIRAL_CRITIQUE = Situation(
    copies=40,
    persons24h=300,
    followers=5000,
    media=3,
    boosts_per_hour=12,
    mean_followers=300,
    local_share=0.3,
    own_critique=True,
)
# The reference gives neither shares nor followers for the spam: here the least there can be.
SPAM = Situation(
    copies=2,
    persons24h=2,
    followers=30,
    boosts_per_hour=0,
    mean_followers=0,
    local_share=0.9,
    own_critique=False,
    clearly_illegal=True,
    reason_public=True,
)


# --- the reference values ---------------------------------------------------------------


def rounded(values: Range, digits: int) -> tuple[float, ...]:
    return tuple(round(value, digits) for value in (values.low, values.median, values.high))


def test_a_quiet_note():
    check = estimate(QUIET_NOTE)

    assert round(check.x, 3) == -2.680
    assert rounded(check.answer, 1)[:2] == (2.8, 8.8)
    assert round(check.answer.high) == 28
    assert rounded(check.remove, 1)[:2] == (1.6, 6.1)
    assert round(check.remove.high) == 52
    assert round(check.p_worse, 3) == 0.326
    assert check.loudness is Loudness.UNSURE


def test_a_viral_critique():
    check = estimate(VIRAL_CRITIQUE)

    assert round(check.x, 3) == 1.575
    assert rounded(check.answer, 0) == (994, 3167, 10174)
    assert rounded(check.remove, 0) == (2444, 11162, 99418)
    assert round(check.p_worse, 3) == 0.889
    assert check.loudness is Loudness.LOUDER


def test_no_wolf_is_cried_for_spam():
    check = estimate(SPAM)

    assert round(check.p_worse, 3) == 0.006
    assert check.loudness is Loudness.NO_SIGN


def test_an_answer_reaches_a_tenth_more_than_silence():
    check = estimate(QUIET_NOTE)

    assert check.answer.median == pytest.approx(1.1 * check.leave.median)


# --- what must always hold --------------------------------------------------------------

MORE = [
    {"copies": 2},
    {"copies": 4000},
    {"persons24h": 4},
    {"persons24h": 9000},
    {"followers": 81},
    {"followers": 10**6},
    {"media": 1},
    {"media": 20},
]


def not_quieter(before: Situation, after: Situation) -> bool:
    quiet, loud = estimate(before), estimate(after)
    return (
        quiet.x < loud.x
        and quiet.p_worse <= loud.p_worse
        and quiet.remove.low <= loud.remove.low
        and quiet.remove.median < loud.remove.median
        and quiet.remove.high < loud.remove.high
    )


@pytest.mark.parametrize("change", MORE, ids=str)
def test_more_reach_makes_a_removal_louder(change):
    assert not_quieter(QUIET_NOTE, replace(QUIET_NOTE, **change))


def test_removing_criticism_of_oneself_is_louder():
    assert not_quieter(replace(QUIET_NOTE, own_critique=False), QUIET_NOTE)


@pytest.mark.parametrize("calming", ["clearly_illegal", "reason_public"])
def test_a_broken_law_and_open_reasons_make_it_less_loud(calming):
    assert not_quieter(replace(QUIET_NOTE, **{calming: True}), QUIET_NOTE)


def test_with_no_story_and_everything_erased_nothing_is_left():
    ideal = replace(assumptions(), erasable=1.0, intercept=-200.0)

    check = estimate(replace(VIRAL_CRITIQUE, local_share=1.0), given=ideal)

    assert check.remove.high < 1e-60
    assert check.p_worse == 0


@pytest.mark.parametrize("x", [-5000.0, 5000.0])
def test_nothing_overflows_at_the_edge_of_certainty(x):
    check = estimate(QUIET_NOTE, given=replace(assumptions(), intercept=x))

    assert 0 <= check.p_worse <= 1
    assert check.remove.low < check.remove.median < check.remove.high < 10**5


def test_a_post_that_nobody_shared_is_no_reason_to_shout():
    # Taken literally the formula says zero for both ways, and then any story is "louder".
    literal = replace(assumptions(), least_boosts_per_hour=0.0, least_mean_followers=0.0)

    assert estimate(SPAM, given=literal).p_worse == 1
    assert estimate(SPAM).p_worse < 0.01


def test_the_same_question_gets_the_same_answer():
    program = (
        "from tests.domain.moderation.test_streisand import VIRAL_CRITIQUE as v;"
        "from augenhoehe.domain.moderation.check.streisand import estimate; print(estimate(v))"
    )
    elsewhere = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert elsewhere.stdout.strip() == str(estimate(VIRAL_CRITIQUE))


def test_nothing_about_the_network_is_imported():
    program = (
        "import sys; import augenhoehe.domain.moderation.check.streisand_learning;"
        "print(*{'socket', 'ssl', 'http', 'urllib.request', 'aiohttp', 'django'} & {*sys.modules})"
    )
    imported = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert imported.stdout.split() == []


def test_it_is_quick():
    estimate(QUIET_NOTE)
    times = []
    for _ in range(3):
        started = time.process_time()
        estimate(VIRAL_CRITIQUE)
        times.append(time.process_time() - started)

    assert min(times) < 0.05


@pytest.mark.parametrize(
    "wrong",
    [
        {"copies": -1},
        {"followers": -5},
        {"boosts_per_hour": float("nan")},
        {"mean_followers": float("inf")},
        {"local_share": 1.1},
        {"local_share": -0.1},
    ],
    ids=str,
)
def test_what_cannot_be_is_refused(wrong):
    with pytest.raises(ValueError, match=r"finite|between"):
        replace(QUIET_NOTE, **wrong)


# --- the constants ----------------------------------------------------------------------


def test_every_constant_says_why_and_all_are_labelled_as_assumptions():
    written = tomllib.loads(PATH.read_text(encoding="utf-8"))
    version, label = written.pop("version"), written.pop("label")

    assert (version, label) == ("0", "assumption")
    assert estimate(QUIET_NOTE).version == version
    for name, constant in written.items():
        assert set(constant) == {"value", "reason"}, name
        assert len(constant["reason"]) > 20, name


def test_no_constant_is_without_use():
    written = set(tomllib.loads(PATH.read_text(encoding="utf-8"))) - {"version", "label"}

    assert written == set(assumptions().__dataclass_fields__) - {"version"}


# --- in words ---------------------------------------------------------------------------


@pytest.fixture
def english():
    with translation.override("en"):
        yield


def test_the_three_largest_contributions_are_told_in_words(english):
    told = [contribution_in_words(part) for part in estimate(VIRAL_CRITIQUE).contributions]

    assert told == [
        "300 people have reacted within a day",
        "it criticises the organisation that would act",
        "40 copies already stand elsewhere",
    ]


def test_what_speaks_against_a_story_is_told_too(english):
    told = [contribution_in_words(part) for part in estimate(SPAM).contributions]

    assert told[:2] == ["somebody has named the law that was broken", "the reasons will be public"]


def test_what_contributes_nothing_is_not_told():
    silent = Situation(
        copies=0,
        persons24h=0,
        followers=0,
        boosts_per_hour=0,
        mean_followers=0,
        local_share=1,
        own_critique=False,
    )

    assert estimate(silent).contributions == ()


def test_every_term_has_words(english):
    everything = replace(VIRAL_CRITIQUE, clearly_illegal=True, reason_public=True)

    for one_or_many in (replace(everything, copies=1, media=1), everything):
        told = [contribution_in_words(c) for c in contributions(one_or_many, assumptions())]
        assert len(set(told)) == 7
        assert not any("%(" in sentence for sentence in told)


def test_the_wording_never_says_that_removing_is_safe(english):
    said = [loudness_in_words(loudness) for loudness in Loudness]

    assert said == [
        "nothing hints at amplification",
        "unsure",
        "probably louder than an answer",
    ]
    assert not any("safe" in sentence for sentence in said)
    assert "assumptions" in str(CAVEAT)
    assert "answer" in str(ALTERNATIVE)


@pytest.mark.parametrize(
    ("p_worse", "loudness"),
    [
        (0.199, Loudness.NO_SIGN),
        (0.2, Loudness.UNSURE),
        (0.6, Loudness.UNSURE),
        (0.601, Loudness.LOUDER),
    ],
)
def test_where_the_wording_changes(p_worse, loudness):
    from augenhoehe.domain.moderation.check.streisand import _loudness

    assert _loudness(p_worse, assumptions()) is loudness


# --- what own cases teach ---------------------------------------------------------------


def test_without_own_cases_nothing_is_learned(english):
    assert learned_shift([], events=0) == 0
    assert basis_in_words(estimate(QUIET_NOTE)) == "rests on no case of this server"


def test_after_own_cases_the_mean_chance_is_what_was_seen_and_the_prior():
    xs = [-2.7, 1.6, -6.9, -3.0]

    shift = learned_shift(xs, events=1)

    assert mean_p_story(xs, shift=shift) == pytest.approx((1 + 1) / (4 + 20), abs=1e-6)


def test_more_events_make_the_check_more_careful(english):
    xs = [-3.0] * 40
    shifts = [learned_shift(xs, events=events) for events in (0, 4, 40)]

    assert shifts == sorted(shifts)
    warned = estimate(QUIET_NOTE, shift=shifts[-1], own_cases=40)
    assert warned.p_worse > estimate(QUIET_NOTE).p_worse
    assert basis_in_words(warned) == "rests on 40 cases of this server"


def test_there_are_no_more_events_than_actions():
    with pytest.raises(ValueError, match="more events"):
        learned_shift([-3.0], events=2)


@pytest.mark.parametrize(
    ("before", "after", "persons", "event"),
    [
        (0, 2, 10, False),  # nothing before counts as one: twice is not more than twice
        (0, 3, 10, True),
        (0, 3, 9, False),
        (100, 201, 60, True),
        (100, 200, 60, False),
    ],
)
def test_what_counts_as_amplified(before, after, persons, event):
    assert was_amplified(before, after, persons=persons) is event
    assert amplification(before, after) == after / max(1, before)
