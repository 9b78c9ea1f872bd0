"""Critics without an account here have the same last word as everybody else."""

from datetime import timedelta

import pytest

from augenhoehe.domain.criticism.actions import (
    accept_answer,
    confirm_case,
    contest_case,
    dispute_case,
    forget_critic,
    let_silent_cases_rest,
    remove_case_of,
    reopen_case,
    restore_case_of,
    withdraw_case,
)
from augenhoehe.domain.criticism.history import first_broken_step
from augenhoehe.domain.criticism.models import Case
from augenhoehe.domain.criticism.naming import shown_by, shown_critic
from augenhoehe.domain.criticism.policies import may_confirm
from augenhoehe.domain.criticism.selectors import count_cases, history_of
from augenhoehe.foundation import clock
from augenhoehe.foundation.clock import pretend_it_is
from augenhoehe.foundation.verdicts import Invalid, NotAllowed
from tests.domain.criticism.critics import criticised_by, somebody_by_mail, somebody_far

SOURCE = "Der Riemen hielt, siehe https://lindenrad.example/pruefung"


def now(case):
    return Case.objects.get(id=case.id)


@pytest.fixture(params=["local", "remote", "mail"])
def story(request, cast):
    """A case with each kind of critic, answered by Jonas, and its critic."""
    case, critic = criticised_by(cast, request.param)
    cast.answers(cast.jonas, case)
    return now(case), critic


@pytest.mark.parametrize("kind", ["local", "remote", "mail", "nobody"])
def test_nobody_else_confirms_whoever_they_are(cast, kind):
    case, critic = criticised_by(cast, kind)
    cast.answers(cast.jonas, case)
    others = [
        cast.gerda,
        cast.erika,
        cast.mona,
        somebody_far("other"),
        somebody_by_mail("other@example.org"),
    ]

    for other in others:
        assert other != critic
        for step in (confirm_case, withdraw_case, reopen_case, accept_answer):
            with pytest.raises(NotAllowed, match="Only the person who criticised"):
                step(now(case), by=other)
    assert now(case).state == "answered"


def test_each_kind_disputes_and_confirms(cast, story):
    case, critic = story

    dispute_case(case, by=critic, text="Das war nicht die Frage.")
    with pytest.raises(NotAllowed, match="somebody else answers"):
        cast.answers(cast.jonas, now(case))
    cast.answers(cast.priya, now(case))
    confirm_case(now(case), by=critic)

    assert now(case).state == "confirmed"
    assert first_broken_step(history_of(now(case))) is None


def test_a_critic_by_mail_stands_there_under_the_name_they_gave(cast):
    case, critic = criticised_by(cast, "mail")
    cast.answers(cast.jonas, case)
    step = confirm_case(now(case), by=critic)

    assert shown_by(step).name == "Ida"
    assert shown_critic(now(case)).name == "Ida"
    assert not shown_by(step).is_protected


def test_without_a_critic_it_can_only_rest(cast):
    case, _nobody = criticised_by(cast, "nobody")
    cast.answers(cast.jonas, case)

    assert not may_confirm(cast.reads(None).who, now(case))
    with pretend_it_is(clock.now() + timedelta(days=31)):
        assert let_silent_cases_rest() == 1

    assert now(case).state == "dormant"
    assert count_cases(cast.reads(None)).confirmed == 0


# --- a rest, and coming back -----------------------------------------------------------------


@pytest.mark.parametrize("former", ["answered", "remedied"])
def test_who_comes_back_finds_it_where_it_was(cast, former):
    from augenhoehe.domain.criticism.actions import claim_remedy

    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    cast.answers(cast.jonas, case)
    if former == "remedied":
        claim_remedy(now(case), by=cast.jonas, text="Getauscht.")
    with pretend_it_is(clock.now() + timedelta(days=31)):
        let_silent_cases_rest()
    assert (now(case).state, now(case).former_state) == ("dormant", former)

    reopen_case(now(case), by=cast.karl, text="Ich war verreist.")

    assert (now(case).state, now(case).former_state) == (former, "")


def test_what_does_not_rest_cannot_be_taken_up_again(cast, story):
    case, critic = story

    with pytest.raises(NotAllowed, match="another point"):
        reopen_case(case, by=critic)


# --- the organisation disagrees --------------------------------------------------------------


@pytest.mark.parametrize("somebody", ["karl", "gerda", "inga"])
def test_only_members_disagree_for_the_organisation(cast, somebody):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    cast.answers(cast.jonas, case)

    with pytest.raises(NotAllowed, match="Only members"):
        contest_case(now(case), by=getattr(cast, somebody), text=SOURCE)


@pytest.mark.parametrize("text", ["", "Das stimmt nicht.", "Siehe unten."])
def test_who_disagrees_gives_a_source(cast, story, text):
    case, _critic = story

    with pytest.raises(Invalid) as refusal:
        contest_case(case, by=cast.erika, text=text)

    assert refusal.value.field == "text"
    assert now(case).state == "answered"


def test_disagreeing_closes_nothing_and_hides_no_wait(cast, story):
    case, critic = story
    contest_case(case, by=cast.erika, text=SOURCE)

    assert now(case).state == "disputed"
    assert now(case).contested_at
    assert count_cases(cast.reads(None)).waiting == 1
    with pytest.raises(NotAllowed, match="Only the person"):
        accept_answer(now(case), by=cast.erika)

    accept_answer(now(case), by=critic, text="Gut, das wusste ich nicht.")

    assert (now(case).state, now(case).contested_at) == ("answered", None)


def test_whoever_answered_may_go_on_after_a_disagreement_of_the_house(cast, story):
    case, _critic = story
    contest_case(case, by=cast.erika, text=SOURCE)

    cast.answers(cast.jonas, now(case), "Wir haben es noch einmal geprüft.")

    assert now(case).state == "answered"


# --- an intervention, and its end ------------------------------------------------------------


@pytest.mark.parametrize("state", ["open", "answered", "disputed", "dormant", "confirmed"])
def test_a_removed_case_comes_back_to_where_it_was(cast, state):
    with pretend_it_is(clock.now() - timedelta(days=60)):
        case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
        if state != "open":
            cast.answers(cast.jonas, case)
    with pretend_it_is(clock.now() - timedelta(days=10)):
        if state == "disputed":
            dispute_case(now(case), by=cast.karl, text="Nein.")
        if state == "confirmed":
            confirm_case(now(case), by=cast.karl)
        if state == "dormant":
            let_silent_cases_rest()
    before = now(case)

    remove_case_of(case.post)
    assert remove_case_of(case.post) is None
    removed = now(case)
    assert (removed.state, removed.former_state) == ("removed", state)
    assert count_cases(cast.reads(None)).confirmed == 0
    restore_case_of(case.post)
    assert restore_case_of(case.post) is None

    after = now(case)
    assert after.state == state
    assert after.state_since == before.state_since, "the wait was not made shorter by it"
    assert first_broken_step(history_of(after)) is None


def test_what_was_removed_while_it_rested_can_still_be_taken_up(cast):
    with pretend_it_is(clock.now() - timedelta(days=60)):
        case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
        cast.answers(cast.jonas, case)
    let_silent_cases_rest()
    remove_case_of(case.post)
    restore_case_of(case.post)

    reopen_case(now(case), by=cast.karl)

    assert now(case).state == "answered"


# --- the critic goes -------------------------------------------------------------------------


def test_of_a_critic_who_is_forgotten_states_and_times_remain(cast, story):
    case, critic = story
    dispute_case(case, by=critic, text="Ein Wort von mir.")
    steps = [(step.number, step.kind, step.at, step.hash) for step in history_of(now(case))]

    forget_critic(critic)

    left = now(case)
    assert (left.critic, left.contact, left.state) == (None, None, "disputed")
    history = history_of(left)
    assert [(step.number, step.kind, step.at, step.hash) for step in history] == steps
    assert "Ein Wort" not in "".join(step.text for step in history)
    assert first_broken_step(history) is None
    with pytest.raises(NotAllowed):
        confirm_case(left, by=critic)
