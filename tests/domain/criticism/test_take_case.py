"""A member looks after a case, by name."""

import pytest

from augenhoehe.domain.criticism.actions import confirm_case, take_case, withdraw_case
from augenhoehe.domain.criticism.models import Case
from augenhoehe.domain.criticism.naming import shown_by, shown_keeper
from augenhoehe.domain.criticism.policies import may_take
from augenhoehe.domain.criticism.selectors import history_of
from augenhoehe.domain.people.actions import become_member, end_membership, use_protected_name
from augenhoehe.domain.people.who import ANYONE, who_is
from augenhoehe.foundation.verdicts import Invalid, NotAllowed

HELLO = "Ich schaue es mir an."


@pytest.fixture
def case(cast):
    return cast.complains(cast.karl, "Der Riemen ist gerissen.")


def now(case):
    return Case.objects.get(id=case.id)


@pytest.mark.parametrize("somebody", ["gerda", "karl", "inga", "petra"])
def test_only_members_look_after_criticism(cast, case, somebody):
    with pytest.raises(NotAllowed, match="Only members"):
        take_case(case, by=getattr(cast, somebody), text=HELLO)

    assert not may_take(ANYONE, case)
    assert now(case).state == "open"


def test_who_no_longer_works_here_looks_after_nothing(cast, case):
    end_membership(cast.jonas, by=None)

    with pytest.raises(NotAllowed, match="Only members"):
        take_case(case, by=cast.jonas, text=HELLO)


def test_nobody_looks_after_their_own_criticism(cast, case):
    become_member(cast.karl, by=None)

    with pytest.raises(NotAllowed, match="their own criticism"):
        take_case(case, by=cast.karl, text=HELLO)


def test_nobody_takes_what_they_cannot_read(cast):
    case = cast.complains(cast.karl, "Unter uns: der Riemen.", space=cast.kreis)

    with pytest.raises(NotAllowed, match="cannot read"):
        take_case(case, by=cast.theo, text=HELLO)

    take_case(case, by=cast.mona, text=HELLO)


@pytest.mark.parametrize(
    ("text", "code"), [("", "empty"), (" \n ", "empty"), ("R" * 2001, "too_long")]
)
def test_the_first_sign_is_a_sentence_of_ones_own(cast, case, text, code):
    with pytest.raises(Invalid) as refusal:
        take_case(case, by=cast.jonas, text=text)

    assert (refusal.value.field, refusal.value.code) == ("text", code)
    assert now(case).state == "open"


@pytest.mark.parametrize("end", [withdraw_case, confirm_case])
def test_what_has_ended_is_not_taken(cast, case, end):
    cast.answers(cast.jonas, case)
    end(case, by=cast.karl)

    with pytest.raises(NotAllowed, match="another point"):
        take_case(now(case), by=cast.priya, text=HELLO)


def test_somebody_takes_a_case_and_twice_is_once(cast, case):
    first = take_case(case, by=cast.jonas, text=HELLO)
    again = take_case(now(case), by=cast.jonas, text=HELLO)

    assert again == first
    assert (now(case).state, now(case).taken_by) == ("seen", cast.jonas)
    assert [step.kind for step in history_of(case)] == ["opened", "taken"]


def test_a_case_is_handed_over_and_stays_where_it_is(cast, case):
    take_case(case, by=cast.jonas, text=HELLO)

    take_case(now(case), by=cast.priya)

    assert (now(case).state, now(case).taken_by) == ("seen", cast.priya)
    assert history_of(case)[-1].kind == "handed_over"


def test_whoever_looks_at_an_old_page_is_told(cast, case):
    seen_before = now(case)
    take_case(case, by=cast.jonas, text=HELLO)

    with pytest.raises(NotAllowed, match="Somebody else took this case"):
        take_case(seen_before, by=cast.priya, text=HELLO)

    assert now(case).taken_by == cast.jonas


def test_under_a_protected_name_nobody_is_named(cast, case):
    protected = use_protected_name(cast.lindenrad, by=cast.jonas)

    step = take_case(case, by=cast.jonas, text=HELLO)

    assert step.protected_name == now(case).taken_under == protected
    assert shown_by(step).name == protected.name
    assert shown_by(step).account is None
    assert shown_keeper(now(case)).name == protected.name


def test_what_was_done_under_a_protected_name_stays_under_it(cast, case):
    protected = use_protected_name(cast.lindenrad, by=cast.jonas)
    take_case(case, by=cast.jonas, text=HELLO)

    use_protected_name(cast.lindenrad, by=cast.jonas, in_use=False)

    assert shown_keeper(now(case)).name == protected.name


def test_may_take_asks_for_nothing_but_membership_and_state(cast, case):
    assert may_take(who_is(cast.hanna), case) == may_take(who_is(cast.theo), case)
