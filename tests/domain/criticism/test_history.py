"""The history of a case is only ever added to, and one changed byte is found."""

import pytest

from augenhoehe.domain.criticism.actions import (
    close_case_of_deleted_post,
    confirm_case,
    dispute_case,
    take_case,
)
from augenhoehe.domain.criticism.history import first_broken_step
from augenhoehe.domain.criticism.models import Case, CaseEvent
from augenhoehe.domain.criticism.selectors import case_for, history_of
from augenhoehe.domain.people.actions import use_protected_name
from augenhoehe.domain.posts.actions import delete_post
from augenhoehe.domain.posts.audience import EVERYBODY
from augenhoehe.domain.posts.events import PostDeleted

pytestmark = pytest.mark.usefixtures("tampering")


@pytest.fixture
def case(cast):
    """A criticism with five steps."""
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.", wanted="Ein neuer Riemen")
    take_case(case, by=cast.jonas, text="Ich schaue.")
    cast.answers(cast.jonas, now(case))
    dispute_case(now(case), by=cast.karl, text="Das war nicht die Frage.")
    cast.answers(cast.priya, now(case))
    return now(case)


def now(case):
    return Case.objects.get(id=case.id)


def forge(case, number, **values):
    CaseEvent.objects.filter(case=case, number=number).update(**values)


def test_an_untouched_history_holds(case):
    assert first_broken_step(history_of(case)) is None
    assert first_broken_step([]) is None


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Das war genau die Frage."},
        {"kind": "withdrawn"},
        {"to_state": "confirmed"},
        {"from_state": "open"},
        {"hash": "00" * 32},
        {"salt": "00" * 16},
        {"salt": ""},
        {"record": {}},
    ],
)
def test_one_changed_byte_is_found(case, change):
    forge(case, 4, **change)

    assert first_broken_step(history_of(case)) == 4


def test_somebody_elses_name_under_a_step_is_found(cast, case):
    forge(case, 4, by=cast.gerda)
    assert first_broken_step(history_of(case)) == 4

    forge(case, 4, by=cast.karl)
    assert first_broken_step(history_of(case)) is None
    forge(case, 3, post=case.post)
    assert first_broken_step(history_of(case)) == 3


def test_another_time_is_found(case):
    step = history_of(case)[1]
    forge(case, 2, at=step.at.replace(year=2020))

    assert first_broken_step(history_of(case)) == 2


def test_a_byte_in_the_record_itself_is_found(case):
    record = history_of(case)[3].record
    forge(case, 4, record=record | {"commitment": record["commitment"][:-1] + "!"})

    assert first_broken_step(history_of(case)) == 4


def test_a_step_left_out_is_found(case):
    CaseEvent.objects.filter(case=case, number=4).delete()

    assert first_broken_step(history_of(case)) == 5


def test_a_history_of_another_case_is_none_of_this_one(cast, case):
    other = cast.complains(cast.gerda, "Mein Rad kommt nicht.")
    CaseEvent.objects.filter(case=case, number=1).delete()
    CaseEvent.objects.filter(case=other).update(case=case)

    assert first_broken_step(history_of(case)) == 1


def test_of_a_deleted_criticism_the_words_go_and_the_steps_stay(cast, case):
    delete_post(case.post, by=cast.karl)

    case = case_for(EVERYBODY, case.id)
    assert case.wanted == ""
    history = history_of(case)
    assert history[0].text == ""
    assert [step.kind for step in history] == [
        "opened",
        "taken",
        "answered",
        "disputed",
        "answered",
    ]
    assert first_broken_step(history) is None
    # The critic still has the last word.
    confirm_case(case, by=cast.karl)
    assert now(case).state == "confirmed"


def test_a_deleted_post_without_a_case_concerns_nobody(case):
    close_case_of_deleted_post(PostDeleted(1, []))

    assert now(case).wanted == "Ein neuer Riemen"


def test_internal_cases_stay_readable_inside_when_the_post_is_deleted(cast):
    case = cast.complains(cast.sven, "Es zieht.", space=cast.haus)

    delete_post(case.post, by=cast.sven)

    assert case_for(cast.reads(cast.theo), case.id) == case
    assert case_for(EVERYBODY, case.id) is None


def test_a_step_under_a_protected_name_tells_the_day_and_not_the_hour(cast, case):
    use_protected_name(cast.lindenrad, by=cast.theo)
    last = history_of(case)[-1].at

    times = set()
    for colleague in (cast.theo, cast.jonas) * 3:
        times.add(take_case(now(case), by=colleague).at)

    history = history_of(case)
    assert [step.at for step in history] == sorted(step.at for step in history)
    assert min(times) >= last
    assert first_broken_step(history) is None


def test_a_chain_names_nobody(cast, case):
    for step in history_of(case):
        assert set(step.record) == {
            "case", "number", "kind", "from", "to", "hand", "at", "commitment",
        }  # fmt: skip
        assert "Karl" not in str(step.record)
        assert str(cast.karl.id) not in str(step.record)
