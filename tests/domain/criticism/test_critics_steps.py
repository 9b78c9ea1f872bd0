"""What only the critic does: confirm, say "not answered", take back."""

import pytest

from augenhoehe.domain.criticism.actions import (
    claim_remedy,
    confirm_case,
    dispute_case,
    take_case,
    withdraw_case,
)
from augenhoehe.domain.criticism.models import Case
from augenhoehe.domain.criticism.policies import (
    may_claim_remedy,
    may_confirm,
    may_dispute,
    may_withdraw,
)
from augenhoehe.domain.criticism.selectors import history_of, is_ended, is_waiting
from augenhoehe.domain.people.actions import become_member, end_membership, grant_role
from augenhoehe.domain.people.models import RoleGrant
from augenhoehe.domain.people.who import ANYONE, who_is
from augenhoehe.domain.spaces.actions import invite_to_space, join_space
from augenhoehe.foundation.verdicts import Invalid, NotAllowed


@pytest.fixture
def case(cast):
    """A criticism of Karl's, answered by Jonas."""
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    cast.answers(cast.jonas, case)
    return now(case)


def now(case):
    return Case.objects.get(id=case.id)


@pytest.mark.parametrize("somebody", ["gerda", "jonas", "erika", "hanna", "mona", "inga", "petra"])
def test_only_the_critic_says_whether_it_is_resolved(cast, case, somebody):
    by = getattr(cast, somebody)

    with pytest.raises(NotAllowed, match="Only the person who criticised"):
        confirm_case(case, by=by)
    with pytest.raises(NotAllowed, match="Only the person who criticised"):
        dispute_case(case, by=by, text="Doch.")
    with pytest.raises(NotAllowed, match="Only the person who criticised"):
        withdraw_case(case, by=by)

    for may in (may_confirm, may_dispute, may_withdraw):
        assert not may(who_is(by), case)
        assert not may(ANYONE, case)
    assert now(case).state == "answered"


def test_all_roles_together_confirm_nothing(cast, case):
    for role in RoleGrant.Role.values:
        grant_role(cast.hanna, role, by=None)

    with pytest.raises(NotAllowed, match="Only the person who criticised"):
        confirm_case(case, by=cast.hanna)


def test_without_an_answer_there_is_nothing_to_confirm_or_dispute(cast):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")

    with pytest.raises(NotAllowed, match="another point"):
        confirm_case(case, by=cast.karl)
    with pytest.raises(NotAllowed, match="another point"):
        dispute_case(case, by=cast.karl, text="Nichts!")


def test_when_the_critic_is_gone_nobody_confirms(cast, case):
    Case.objects.filter(id=case.id).update(critic=None)

    assert not may_confirm(ANYONE, now(case))
    with pytest.raises(NotAllowed):
        confirm_case(now(case), by=cast.karl)


def test_the_critic_confirms_and_that_is_the_end(cast, case):
    confirm_case(case, by=cast.karl, text="Danke!")

    case = now(case)
    assert case.state == "confirmed"
    assert is_ended(case)
    for step in (confirm_case, withdraw_case):
        with pytest.raises(NotAllowed, match=r"another point|resolved"):
            step(case, by=cast.karl)
    with pytest.raises(NotAllowed, match=r"another point|resolved"):
        cast.answers(cast.priya, case)


@pytest.mark.parametrize("text", ["", "  ", "R" * 2001])
def test_who_says_not_answered_says_why(cast, case, text):
    with pytest.raises(Invalid) as refusal:
        dispute_case(case, by=cast.karl, text=text)

    assert refusal.value.field == "text"
    assert now(case).state == "answered"


def test_after_not_answered_somebody_else_answers(cast, case):
    dispute_case(case, by=cast.karl, text="Das war nicht die Frage.")
    case = now(case)
    assert (case.state, case.taken_by) == ("disputed", None)
    assert is_waiting(case)

    with pytest.raises(NotAllowed, match="somebody else answers"):
        cast.answers(cast.jonas, case)
    cast.answers(cast.priya, case)

    assert now(case).state == "answered"


def test_not_answered_can_be_said_any_number_of_times(cast, case):
    for answerer in (cast.priya, cast.theo, cast.jonas, cast.priya):
        dispute_case(now(case), by=cast.karl, text="Immer noch nicht.")
        cast.answers(answerer, now(case))

    assert [step.kind for step in history_of(case)].count("disputed") == 4


def test_where_there_is_nobody_else_the_same_person_answers(cast, case):
    for colleague in (cast.erika, cast.mona, cast.priya, cast.theo):
        end_membership(colleague, by=None)
    dispute_case(case, by=cast.karl, text="Noch nicht.")

    cast.answers(cast.jonas, now(case))

    assert now(case).state == "answered"


def test_only_who_can_read_it_counts_as_somebody_else(cast):
    case = cast.complains(cast.karl, "Unter uns.", space=cast.kreis)
    cast.answers(cast.jonas, case)
    dispute_case(now(case), by=cast.karl, text="Noch nicht.")
    with pytest.raises(NotAllowed, match="somebody else answers"):
        cast.answers(cast.jonas, now(case))

    for colleague in (cast.erika, cast.mona):
        end_membership(colleague, by=None)
    assert cast.theo  # works here, but not in the circle

    cast.answers(cast.jonas, now(case))


def test_who_answers_after_a_dispute_may_be_new_to_the_circle(cast):
    case = cast.complains(cast.karl, "Unter uns.", space=cast.kreis)
    cast.answers(cast.jonas, case)
    dispute_case(now(case), by=cast.karl, text="Noch nicht.")
    invite_to_space(cast.kreis, cast.theo, by=cast.erika)
    join_space(cast.kreis, by=cast.theo)

    cast.answers(cast.theo, now(case))

    assert now(case).state == "answered"


def test_a_dispute_can_be_confirmed_without_another_word(cast, case):
    dispute_case(case, by=cast.karl, text="Noch nicht.")

    confirm_case(now(case), by=cast.karl)

    assert now(case).state == "confirmed"


@pytest.mark.parametrize("somebody", ["karl", "gerda", "inga"])
def test_only_members_say_what_was_done(cast, case, somebody):
    with pytest.raises(NotAllowed, match="Only members"):
        claim_remedy(case, by=getattr(cast, somebody), text="Erledigt")

    assert not may_claim_remedy(ANYONE, case)


def test_a_critic_who_came_to_work_here_remedies_nothing_of_their_own(cast, case):
    become_member(cast.karl, by=None)

    with pytest.raises(NotAllowed):
        claim_remedy(case, by=cast.karl, text="Erledigt")


def test_nothing_is_remedied_before_it_is_answered_nor_twice(cast, case):
    unanswered = cast.complains(cast.gerda, "Mein Rad kommt nicht.")
    claim_remedy(case, by=cast.priya, text="Ein neuer Riemen ist unterwegs.")

    for where in (unanswered, now(case)):
        with pytest.raises(NotAllowed, match="another point"):
            claim_remedy(where, by=cast.priya, text="Erledigt")


def test_what_was_done_is_said_in_words_and_resolves_nothing(cast, case):
    with pytest.raises(Invalid):
        claim_remedy(case, by=cast.jonas, text=" ")

    claim_remedy(case, by=cast.jonas, text="Ein neuer Riemen ist unterwegs.")

    assert now(case).state == "remedied"
    dispute_case(now(case), by=cast.karl, text="Er ist nicht angekommen.")
    assert now(case).state == "disputed"


@pytest.mark.parametrize("until", ["open", "seen", "answered", "remedied", "disputed"])
def test_criticism_is_taken_back_whenever_the_critic_wants(cast, until):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    if until != "open":
        take_case(case, by=cast.jonas, text="Ich schaue.")
    if until in ("answered", "remedied", "disputed"):
        cast.answers(cast.jonas, now(case))
    if until == "remedied":
        claim_remedy(now(case), by=cast.jonas, text="Getan.")
    if until == "disputed":
        dispute_case(now(case), by=cast.karl, text="Nein.")
    assert now(case).state == until

    withdraw_case(now(case), by=cast.karl, text="Es war mein Fehler.")

    assert now(case).state == "withdrawn"
    with pytest.raises(NotAllowed, match="another point"):
        confirm_case(now(case), by=cast.karl)
