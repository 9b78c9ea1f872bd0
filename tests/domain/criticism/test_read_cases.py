"""Lists of cases: readable exactly by whom the post is for, oldest wait first."""

from datetime import timedelta

import pytest

from augenhoehe.domain.criticism.actions import confirm_case, dispute_case, withdraw_case
from augenhoehe.domain.criticism.models import Case
from augenhoehe.domain.criticism.policies import may_read_case
from augenhoehe.domain.criticism.selectors import (
    all_cases,
    audience_and_post_of,
    case_for,
    cases_about,
    cases_in_state,
    cases_of_critic,
    cases_on,
    count_cases,
    latest_answers,
    waiting_cases,
)
from augenhoehe.domain.posts.audience import EVERYBODY
from augenhoehe.domain.spaces.actions import join_space, leave_space
from augenhoehe.foundation import clock

READERS = {
    "nobody": {"public"},
    "gerda": {"public"},
    "inga": {"public"},
    "theo": {"public", "house"},
    "karl": {"public", "circle"},
    "mona": {"public", "house", "circle"},
}


@pytest.fixture
def cases(cast):
    join_space(cast.haus, by=cast.sven)
    return {
        "public": cast.complains(cast.karl, "Öffentlich"),
        "house": cast.complains(cast.sven, "Im Haus", space=cast.haus),
        "circle": cast.complains(cast.karl, "Im Kreis", space=cast.kreis),
    }


@pytest.mark.parametrize("name", READERS)
def test_a_case_is_read_by_whom_its_post_is_for(cast, cases, name):
    reader = cast.reads(None if name == "nobody" else getattr(cast, name))
    readable = {cases[place] for place in READERS[name]}

    for case in cases.values():
        assert (case_for(reader, case.id) == case) == (case in readable)
        assert bool(may_read_case(reader, case in readable)) == (case in readable)
    assert set(all_cases(reader)) == readable
    assert set(waiting_cases(reader)) == readable
    assert set(cases_in_state(reader, "open")) == readable
    assert set(cases_about(reader, cast.lindenrad.id)) == readable
    assert count_cases(reader).waiting == len(readable)


def test_who_left_a_circle_does_not_read_their_own_case_in_it(cast, cases):
    assert set(cases_of_critic(cast.reads(cast.karl))) == {cases["public"], cases["circle"]}

    leave_space(cast.kreis, by=cast.karl)

    assert cases_of_critic(cast.reads(cast.karl)) == [cases["public"]]


def test_answers_are_as_private_as_their_cases(cast, cases):
    for case in cases.values():
        cast.answers(cast.mona, case)

    answered = {answer.case for answer in latest_answers(EVERYBODY)}
    assert answered == {cases["public"]}


def test_the_longest_wait_comes_first(cast):
    beginning = clock.now() - timedelta(days=9)
    waiting = []
    for day, who in enumerate((cast.karl, cast.gerda, cast.ada)):
        with clock.pretend_it_is(beginning + timedelta(days=day)):
            waiting.append(cast.complains(who, "Kritik"))
    done = cast.complains(cast.ben, "Erledigt")
    cast.answers(cast.jonas, done)

    assert waiting_cases(EVERYBODY) == waiting
    assert waiting_cases(EVERYBODY, limit=1, offset=1) == waiting[1:2]


def test_what_was_disputed_waits_since_the_dispute(cast):
    first = cast.complains(cast.karl, "Zuerst")
    second = cast.complains(cast.gerda, "Dann")
    cast.answers(cast.jonas, first)
    dispute_case(Case.objects.get(id=first.id), by=cast.karl, text="Nein.")

    assert waiting_cases(EVERYBODY) == [second, first]


def test_the_figures_are_about_the_firm_and_nobody_else(cast):
    for who in (cast.karl, cast.gerda, cast.ada, cast.ben):
        cast.complains(who, "Kritik")
    answered, confirmed, withdrawn, _waiting = Case.objects.order_by("id")
    cast.answers(cast.jonas, answered)
    cast.answers(cast.jonas, confirmed)
    confirm_case(Case.objects.get(id=confirmed.id), by=cast.gerda)
    withdraw_case(withdrawn, by=cast.ada)

    counted = count_cases(EVERYBODY)
    assert (counted.waiting, counted.answered, counted.confirmed, counted.resting) == (1, 1, 1, 0)


def test_for_a_page_of_posts_cases_come_at_once(cast, cases, django_assert_num_queries):
    posts = [case.post_id for case in cases.values()]

    with django_assert_num_queries(2):  # the cases, and whom they are about
        assert cases_on(EVERYBODY, posts) == {case.post_id: case for case in cases.values()}
    with django_assert_num_queries(0):
        assert cases_on(EVERYBODY, []) == {}


def test_announcements_know_whether_everybody_may_know(cast, cases):
    assert audience_and_post_of(cases["public"].id) == (True, cases["public"].post_id)
    assert audience_and_post_of(cases["house"].id) == (False, cases["house"].post_id)
