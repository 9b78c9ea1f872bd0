"""When the critic says nothing the case rests. It is not resolved by that."""

from datetime import timedelta

import pytest

from augenhoehe.domain.criticism.actions import (
    claim_remedy,
    confirm_case,
    dispute_case,
    due_reminders,
    let_silent_cases_rest,
)
from augenhoehe.domain.criticism.models import Case
from augenhoehe.domain.criticism.selectors import count_cases, history_of
from augenhoehe.domain.posts.audience import EVERYBODY
from augenhoehe.foundation import clock
from augenhoehe.foundation.verdicts import NotAllowed


@pytest.fixture
def after():
    """`with after(days=31):` what happens then."""
    beginning = clock.now()
    return lambda **time: clock.pretend_it_is(beginning + timedelta(**time))


@pytest.fixture
def case(cast, after):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    with after(seconds=0):
        cast.answers(cast.jonas, case)
    return now(case)


def now(case):
    return Case.objects.get(id=case.id)


def test_what_the_firm_owes_an_answer_to_never_rests(cast, after):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")

    with after(days=365):
        assert let_silent_cases_rest() == 0

    assert now(case).state == "open"


def test_before_thirty_days_nothing_rests(case, after):
    with after(days=29, hours=23):
        assert let_silent_cases_rest() == 0

    assert now(case).state == "answered"


def test_after_thirty_days_the_case_rests_unresolved(case, after):
    with after(days=30, hours=1):
        assert let_silent_cases_rest() == 1
        assert let_silent_cases_rest() == 0

    assert now(case).state == "dormant"
    step = history_of(case)[-1]
    assert (step.kind, step.by) == ("fell_dormant", None)
    counted = count_cases(EVERYBODY)
    assert (counted.resting, counted.confirmed) == (1, 0)


def test_a_second_answer_gives_the_critic_time_anew(cast, case, after):
    with after(days=29):
        cast.answers(cast.priya, case)
    with after(days=31):
        assert let_silent_cases_rest() == 0
    with after(days=60):
        assert let_silent_cases_rest() == 1


def test_a_remedy_rests_too(cast, case, after):
    with after(days=1):
        claim_remedy(case, by=cast.jonas, text="Getan.")
    with after(days=32):
        assert let_silent_cases_rest() == 1


def test_the_critic_comes_back_years_later_and_confirms(cast, case, after):
    with after(days=31):
        let_silent_cases_rest()
    with after(days=1000):
        confirm_case(now(case), by=cast.karl)

    assert now(case).state == "confirmed"


def test_the_critic_comes_back_years_later_and_disputes(cast, case, after):
    with after(days=31):
        let_silent_cases_rest()
    with after(days=1000):
        dispute_case(now(case), by=cast.karl, text="Immer noch kaputt.")
        cast.answers(cast.priya, now(case))

    assert now(case).state == "answered"


def test_nobody_wakes_a_resting_case_but_the_critic(cast, case, after):
    with after(days=31):
        let_silent_cases_rest()
        with pytest.raises(NotAllowed, match="rests until its critic"):
            cast.answers(cast.priya, now(case))
        with pytest.raises(NotAllowed, match="Only the person"):
            confirm_case(now(case), by=cast.jonas)


def test_the_critic_is_reminded_after_ten_and_after_twenty_days(case, after):
    reminded = {}
    for day in range(31):
        with after(days=day, hours=1):
            reminded[day] = due_reminders(clock.now())

    assert {day: due for day, due in reminded.items() if due} == {
        10: [(case.id, 1)],
        20: [(case.id, 2)],
    }


def test_a_second_answer_begins_the_reminders_anew(cast, case, after):
    with after(days=5):
        cast.answers(cast.priya, case)

    with after(days=10, hours=1):
        assert due_reminders(clock.now()) == []
    with after(days=15, hours=1):
        assert due_reminders(clock.now()) == [(case.id, 1)]
