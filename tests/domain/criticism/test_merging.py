"""Cases about the same: one answer for all, and each critic says alone whether it is one."""

import pytest

from augenhoehe.domain.criticism.actions import (
    confirm_case,
    dispute_case,
    merge_cases,
    separate_case,
)
from augenhoehe.domain.criticism.history import first_broken_step
from augenhoehe.domain.criticism.models import Answer, Case
from augenhoehe.domain.criticism.selectors import history_of
from augenhoehe.domain.notifications.selectors import notices_for
from augenhoehe.foundation.verdicts import NotAllowed
from tests.domain.criticism.critics import by_form


def now(case):
    return Case.objects.get(id=case.id)


@pytest.fixture
def cases(cast):
    """Karl, Gerda and, by mail, Ida criticise the same."""
    return [
        cast.complains(cast.karl, "Der Riemen ist gerissen."),
        cast.complains(cast.gerda, "Mein Riemen auch."),
        by_form(cast, text="Bei mir ebenso."),
    ]


@pytest.mark.parametrize("somebody", ["karl", "gerda", "ada", "inga"])
def test_only_members_link_cases(cast, cases, somebody):
    with pytest.raises(NotAllowed, match="Only members"):
        merge_cases(cases[1], into=cases[0], by=getattr(cast, somebody))
    with pytest.raises(NotAllowed):
        separate_case(cases[1], by=getattr(cast, somebody))


def test_what_does_not_belong_together_is_not_linked(cast, cases):
    inside = cast.complains(cast.jonas, "Am Tor 4 zieht es.", space=cast.haus)
    other_voice = cast.complains(cast.ada, "Falsche Pedale.", about=cast.werkstatt)

    with pytest.raises(NotAllowed, match="two different cases"):
        merge_cases(cases[0], into=cases[0], by=cast.erika)
    with pytest.raises(NotAllowed, match="same readers"):
        merge_cases(inside, into=cases[0], by=cast.erika)
    with pytest.raises(NotAllowed, match="two different voices"):
        merge_cases(other_voice, into=cases[0], by=cast.erika)
    with pytest.raises(NotAllowed, match="one's own criticism"):
        merge_cases(inside, into=cast.complains(cast.priya, "X", space=cast.haus), by=cast.jonas)


def test_a_link_changes_no_state_and_has_one_level(cast, cases):
    first, second, third = cases
    merge_cases(third, into=second, by=cast.erika)
    merge_cases(second, into=first, by=cast.erika)
    merge_cases(second, into=first, by=cast.erika)  # twice is once

    assert {now(one).merged_into for one in (second, third)} == {first}
    assert [now(one).state for one in cases] == ["open"] * 3
    assert [step.kind for step in history_of(second)].count("merged") == 1
    with pytest.raises(NotAllowed, match="two different cases"):
        merge_cases(first, into=second, by=cast.erika)


def test_one_answer_reaches_all_and_each_critic_decides(cast, cases):
    first, second, third = cases
    merge_cases(second, into=first, by=cast.erika)
    merge_cases(third, into=first, by=cast.erika)

    answer = cast.answers(cast.jonas, second, "Es lag am Material.")

    assert Answer.objects.filter(post=answer.post).count() == 3
    assert [now(one).state for one in cases] == ["answered"] * 3
    for critic in (cast.karl, cast.gerda):
        assert "answered" in {notice.step for notice in notices_for(critic)}
    confirm_case(now(first), by=cast.karl)
    dispute_case(now(second), by=cast.gerda, text="Nein.")
    confirm_case(now(third), by=third.contact)
    assert [now(one).state for one in cases] == ["confirmed", "disputed", "confirmed"]
    assert all(first_broken_step(history_of(one)) is None for one in cases)


def test_where_somebody_else_is_to_answer_the_same_answer_does_not_count(cast, cases):
    first, second, _third = cases
    cast.answers(cast.jonas, second)
    dispute_case(now(second), by=cast.gerda, text="Nein.")
    merge_cases(now(second), into=first, by=cast.erika)

    cast.answers(cast.jonas, now(first))
    assert (now(first).state, now(second).state) == ("answered", "disputed")
    cast.answers(cast.priya, now(first))
    assert now(second).state == "answered"


def test_a_link_can_be_taken_away(cast, cases):
    first, second, _third = cases
    merge_cases(second, into=first, by=cast.erika)
    separate_case(now(second), by=cast.erika)
    with pytest.raises(NotAllowed, match="not linked"):
        separate_case(now(second), by=cast.erika)

    cast.answers(cast.jonas, first)

    assert now(second).state == "open"
    assert [step.kind for step in history_of(second)] == ["opened", "merged", "separated"]
