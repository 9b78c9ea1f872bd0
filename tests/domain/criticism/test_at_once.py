"""Two people act at the same moment, on a real file: one after the other, and both are told."""

import threading

import pytest
from django.db import connection

from augenhoehe.domain.criticism.actions import answer_case, confirm_case, take_case
from augenhoehe.domain.criticism.history import first_broken_step
from augenhoehe.domain.criticism.models import Answer, Case
from augenhoehe.domain.criticism.selectors import history_of
from augenhoehe.domain.posts.actions import Wording, publish_post
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation.verdicts import NotAllowed

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds):
    """Do everything at the same moment, each in a thread; what came of each, or why not."""
    results = [None] * len(deeds)
    start = threading.Barrier(len(deeds))

    def do(place, deed):
        start.wait(5)
        try:
            results[place] = deed()
        except NotAllowed as refusal:
            results[place] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=do, args=item) for item in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    return results


def test_of_two_who_take_a_case_at_once_the_second_is_told(cast):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    copies = [Case.objects.get(id=case.id) for _ in range(2)]

    results = at_once(
        lambda: take_case(copies[0], by=cast.jonas, text="Ich schaue."),
        lambda: take_case(copies[1], by=cast.priya, text="Ich auch."),
    )

    refusals = [result for result in results if isinstance(result, NotAllowed)]
    assert len(refusals) == 1
    assert "Somebody else took this case" in str(refusals[0])
    assert [step.kind for step in history_of(case)] == ["opened", "taken"]


def test_many_answers_at_once_all_stand_in_one_unbroken_history(cast):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    people = [cast.jonas, cast.priya, cast.theo]

    results = at_once(
        *[
            lambda by=by: answer_case(case, by=by, text=f"{by.name} antwortet.", verdict="true")
            for by in people
        ]
    )

    assert {answer.given_by for answer in results} == set(people)
    assert Answer.objects.count() == 3
    history = history_of(case)
    assert [step.number for step in history] == [1, 2, 3, 4]
    assert first_broken_step(history) is None


def test_a_double_click_confirms_once(cast):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    cast.answers(cast.jonas, case)
    case.refresh_from_db()

    results = at_once(*[lambda: confirm_case(case, by=cast.karl)] * 2)

    assert sum(isinstance(result, NotAllowed) for result in results) == 1
    assert Case.objects.get(id=case.id).state == "confirmed"


def test_a_double_submission_is_one_post(cast):
    karl = cast.karl

    def send():
        return publish_post(by=karl, wording=Wording(text="Hallo"), submission="abc")

    first, second = at_once(send, send)

    assert first == second
    assert Post.objects.count() == 1
