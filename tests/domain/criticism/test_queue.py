"""The queue of the desk: what waits longest stands on top, for everybody in the same order."""

from dataclasses import fields
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from augenhoehe.domain.criticism import queue
from augenhoehe.domain.criticism.actions import (
    accept_answer,
    confirm_case,
    contest_case,
    dispute_case,
    set_topic,
    take_case,
    withdraw_case,
)
from augenhoehe.domain.criticism.models import Case
from augenhoehe.domain.criticism.queue import Wanted
from augenhoehe.domain.criticism.selectors import waiting_cases
from augenhoehe.domain.posts.actions import Wording, delete_post, edit_post
from augenhoehe.foundation import clock
from augenhoehe.foundation.clock import pretend_it_is


@pytest.fixture
def days(cast):
    """Karl waits for five days, Gerda for three, Ada for one."""
    assert cast.lindenrad
    told = [(5, cast.karl, "Der Riemen ist gerissen."), (3, cast.gerda, "Die Lieferung fehlt."),
            (1, cast.ada, "Der Sattel quietscht.")]  # fmt: skip
    cases = []
    for ago, who, text in told:
        with pretend_it_is(clock.now() - timedelta(days=ago)):
            cases.append(cast.complains(who, text))
    return cases


def shown(cast, who=None, after=None, size=30, **wanted):
    reader = cast.reads(who or cast.erika)
    return [case.id for case in queue.queue(reader, Wanted(**wanted), after=after, size=size)]


def ids(*cases):
    return [case.id for case in cases]


def test_what_waits_longest_stands_on_top(cast, days):
    karl, gerda, ada = days
    take_case(karl, by=cast.jonas, text="Ich sehe nach.")

    assert shown(cast) == ids(karl, gerda, ada)
    cast.answers(cast.erika, karl)
    assert shown(cast) == ids(gerda, ada)
    dispute_case(karl, by=cast.karl, text="Nein.")
    assert shown(cast) == ids(gerda, ada, karl)  # the wait begins anew with the dispute
    withdraw_case(gerda, by=cast.gerda)
    assert shown(cast) == ids(ada, karl)


def test_where_the_organisation_disagrees_it_is_the_critics_turn(cast, days):
    karl, gerda, ada = days
    cast.answers(cast.erika, karl)
    contest_case(karl, by=cast.erika, text="Er hielt: https://lindenrad.example/pruefung")

    with pretend_it_is(clock.now() + timedelta(days=30)):
        assert shown(cast) == ids(gerda, ada)
        assert shown(cast, overdue=True) == ids(gerda, ada)
        assert queue.how_many_wait(cast.reads(cast.erika)) == 2
        assert shown(cast, state="disputed") == ids(karl)
        # Whoever looks from outside sees it open all the same.
        assert [case.id for case in waiting_cases(cast.reads(None))] == ids(gerda, ada, karl)
        accept_answer(karl, by=cast.karl, text="Nun gut.")
        dispute_case(karl, by=cast.karl, text="Doch nicht.")
        assert shown(cast) == ids(gerda, ada, karl)


def test_pages_follow_each_other_without_a_gap(cast, days):
    first = shown(cast, size=2)

    assert first + shown(cast, after=first[-1], size=2) == ids(*days)
    assert shown(cast, after=days[-1].id) == []
    everything = shown(cast, state="all", size=2)
    assert everything + shown(cast, state="all", after=everything[-1]) == ids(*reversed(days))
    for case in days:
        cast.answers(cast.jonas, case)
    answered = shown(cast, state="answered", size=1)
    assert len(answered + shown(cast, state="answered", after=answered[0])) == 3
    # The last one of a page was answered meanwhile: the next page still begins behind it.
    dispute_case(days[0], by=cast.karl, text="Nein.")
    assert shown(cast, after=days[1].id) == ids(days[0])


def test_filters(cast, days):
    karl, gerda, ada = days
    take_case(karl, by=cast.jonas, text="Ich sehe nach.")
    set_topic(gerda, "Lieferung", by=cast.erika)
    Case.objects.filter(id=ada.id).update(channel="letter", due_at=clock.now() + timedelta(days=1))

    assert shown(cast, cast.jonas, keeper="mine") == ids(karl)
    assert shown(cast, cast.jonas, keeper="nobody") == ids(gerda, ada)
    assert shown(cast, topic="Lieferung") == ids(gerda)
    assert shown(cast, channel="letter") == ids(ada)
    assert shown(cast, state="seen") == ids(karl)
    assert shown(cast, overdue=True) == ids(karl, gerda)
    assert shown(cast, voice_id=cast.werkstatt.id) == []
    assert queue.how_many_wait(cast.reads(cast.erika)) == 3
    assert queue.how_many_are_overdue(cast.reads(cast.erika)) == 2


def test_search_finds_the_criticism_what_was_wanted_and_the_answers(cast):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.", wanted="Ein neues Hinterrad")
    cast.complains(cast.gerda, "Die Lieferung fehlt.")
    cast.answers(cast.erika, case, "Wir schicken Ihnen eine Gutschrift.")

    for words in ("riemen", "Hinterräder", "gutschrift riemen"):
        assert shown(cast, words=words, state="all") == ids(case)
    assert shown(cast, words="gutschrift lieferung", state="all") == []
    assert shown(cast, words='" OR rowid:* --', state="all") == []


def test_search_follows_what_is_edited_and_deleted(cast):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.", wanted="Ein Hinterrad")

    edit_post(case.post, by=cast.karl, wording=Wording(text="Die Kette ist gerissen."))
    assert shown(cast, words="riemen") == []
    assert shown(cast, words="kette") == ids(case)

    delete_post(case.post, by=cast.karl)
    assert shown(cast, words="kette") == shown(cast, words="hinterrad") == []


def test_nobody_finds_what_they_may_not_read(cast):
    case = cast.complains(cast.karl, "Unter uns: der Riemen.", space=cast.kreis)

    assert shown(cast, cast.theo) == shown(cast, cast.theo, words="riemen") == []
    assert shown(cast, cast.erika) == shown(cast, cast.erika, words="riemen") == ids(case)
    assert queue.how_many_wait(cast.reads(cast.theo)) == 0


@pytest.mark.parametrize("step", ["open", "taken", "answered", "confirmed", "disputed"])
def test_since_when_a_case_waits_is_kept_with_its_state(cast, step):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    if step == "taken":
        take_case(case, by=cast.erika, text="Ich sehe nach.")
    if step in ("answered", "confirmed", "disputed"):
        cast.answers(cast.erika, case)
    if step == "confirmed":
        confirm_case(case, by=cast.karl)
    if step == "disputed":
        dispute_case(case, by=cast.karl, text="Nein.")

    case = Case.objects.get(id=case.id)
    waits = {"open": case.opened_at, "taken": case.opened_at, "disputed": case.state_since}
    assert case.waits_since == waits.get(step)


# --- what it costs ------------------------------------------------------------------------


@pytest.mark.skipif("connection.vendor != 'sqlite'")
@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        ({}, "case_queue"),
        ({"state": "disputed"}, "case_by_state"),
        ({"channel": "letter"}, "queue_by_channel"),
        ({"topic": "Riemen"}, "queue_by_topic"),
        ({"voice_id": 12}, "queue_by_about"),
        ({"keeper": "mine"}, "queue_by_taken"),
        ({"keeper": "nobody"}, "queue_by_taken"),
    ],
)
def test_a_page_is_read_from_an_index_in_its_order(cast, wanted, index):
    reader = cast.reads(cast.erika)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        queue._ids(reader, Wanted(**wanted), None, 31)
    [question] = [one["sql"] for one in asked if "criticism_case" in one["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {question}")
        plan = " | ".join(row[3] for row in cursor.fetchall())

    assert index in plan, plan
    assert "TEMP B-TREE" not in plan, plan
    assert "SCAN posts_post" not in plan, plan


def test_a_longer_list_asks_no_more_questions(cast, days, django_assert_num_queries):
    reader = cast.reads(cast.erika)

    def count():
        with CaptureQueriesContext(connection) as asked:
            queue.queue(reader, Wanted())
        return len(asked)

    few = count()
    for n in range(6):
        cast.complains(cast.ben, f"Noch etwas: {n}")

    assert count() <= few <= 8


# --- nobody is measured -------------------------------------------------------------------


def test_the_queue_knows_no_order_and_no_value_of_a_person():
    """There is nothing to sort by, and no person to filter by but oneself."""
    assert {field.name for field in fields(Wanted)} == {
        "state", "voice_id", "channel", "topic", "keeper", "overdue", "words"
    }  # fmt: skip
    assert queue.KEEPERS == ("mine", "nobody")
