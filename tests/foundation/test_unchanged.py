"""What was read is used again until somebody writes, and not a moment longer."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction

from augenhoehe.domain.people.access import token_shown
from augenhoehe.domain.people.actions import block, create_person, deactivate_person, issue_token
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.selectors import hidden_from
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation.unchanged import remembered

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite tells so cheaply"),
]


class Question:
    """Counts how often it is really asked."""

    def __init__(self) -> None:
        self.asked = 0

    def __call__(self) -> int:
        self.asked += 1
        return self.asked


def _person(handle: str) -> Account:
    return create_person(handle=handle, name=handle, email=f"{handle}@example.org", password=None)


def _elsewhere(does) -> None:
    """In another thread, and so through another connection."""

    def run() -> None:
        try:
            does()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


def test_within_a_transaction_nothing_is_remembered():
    question = Question()
    with transaction.atomic():
        assert [remembered("x", question), remembered("x", question)] == [1, 2]
    assert remembered("x", question) == 3


def test_who_writes_asks_anew():
    question = Question()
    assert [remembered("y", question), remembered("y", question)] == [1, 1]
    _person("vera")
    assert remembered("y", question) == 2


def test_what_others_write_is_noticed_at_once():
    question = Question()
    assert [remembered("z", question), remembered("z", question)] == [1, 1]
    _elsewhere(lambda: _person("vera"))
    assert remembered("z", question) == 2


def test_an_answer_that_is_late_is_not_kept():
    """Somebody writes between the two halves of an answer; its second half notices."""
    inner = Question()

    def read() -> int:
        _elsewhere(lambda: _person("vera"))
        return remembered("inner", inner)

    assert remembered("outer", read) == 1
    again = Question()
    assert remembered("outer", again) == 1
    assert again.asked == 1


def test_a_right_ends_with_the_write_that_ends_it():
    karl, gerda = _person("karl"), _person("gerda")
    token = issue_token(karl, scopes="read")
    for _twice in range(2):
        assert token_shown(token, only_reads=True) is not None
        assert hidden_from(karl.id) == set()
        assert not who_is(karl).is_suspended

    _elsewhere(lambda: block(gerda, by=karl))
    assert hidden_from(karl.id) == {gerda.id}
    _elsewhere(lambda: deactivate_person(karl))
    assert token_shown(token, only_reads=True) is None
