"""What the self-test of spaces finds is kept, and an administrator looks at it."""

import pytest

from augenhoehe.domain.spaces.actions import look_at_leaks, note_self_test
from augenhoehe.domain.spaces.selectors import (
    internal_spaces,
    leak_to_look_at,
    newest_self_test,
    self_tests,
)
from augenhoehe.foundation.verdicts import NotAllowed

LEAK = {"reach": "house", "space": "1", "way": "its page"}


def test_only_administrators_say_that_they_looked(cast):
    test = note_self_test(spaces=1, ways=["its page"], leaks=[LEAK])

    for person in (cast.karl, cast.erika, cast.mona, cast.petra):
        with pytest.raises(NotAllowed, match="administrators"):
            look_at_leaks(by=person)
    assert leak_to_look_at() == test

    assert look_at_leaks(by=cast.inga) == 1
    assert leak_to_look_at() is None
    assert newest_self_test().looked_by == cast.inga


def test_a_run_without_a_leak_leaves_nothing_to_look_at(db):
    test = note_self_test(spaces=2, ways=["its page"])

    assert (test.found_nothing, leak_to_look_at(), self_tests()) == (True, None, [test])


def test_a_leak_stays_open_though_a_later_run_finds_none(db):
    first = note_self_test(spaces=1, ways=["its page"], leaks=[LEAK])
    note_self_test(spaces=1, ways=["its page"])

    assert leak_to_look_at() == first


def test_a_run_that_stumbled_proves_nothing(db):
    assert not note_self_test(spaces=0, ways=[], error="The disk is full.").found_nothing


def test_the_house_and_all_circles_are_tried(cast):
    inside = {cast.haus, cast.kreis}

    assert cast.stammtisch.id  # open to the world
    assert set(internal_spaces()) == inside
