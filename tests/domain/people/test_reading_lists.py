"""Lists of one's own: whom one follows, read on a page of its own."""

import pytest

from augenhoehe.domain.people.actions import (
    change_list,
    delete_list,
    follow,
    make_list,
    put_in_list,
    take_out_of_list,
    take_up,
    unfollow,
)
from augenhoehe.domain.people.reading import (
    could_be_listed,
    list_members,
    lists_of,
    lists_with,
    own_list,
)
from augenhoehe.domain.people.who import Habit, who_is
from augenhoehe.foundation.verdicts import Invalid, NotAllowed


def test_a_list_belongs_to_whoever_made_it(cast):
    mine = make_list("Werkstatt", by=cast.karl)

    for act in (
        lambda: change_list(mine, by=cast.ada, title="Meine"),
        lambda: delete_list(mine, by=cast.ada),
        lambda: put_in_list(mine, [cast.ada], by=cast.ada),
        lambda: take_out_of_list(mine, [cast.ada], by=cast.ada),
    ):
        with pytest.raises(NotAllowed):
            act()
    assert own_list(cast.ada, mine.id) is None
    assert own_list(cast.karl, mine.id).title == "Werkstatt"


@pytest.mark.parametrize("title", ["", "  ", "x" * 201])
def test_a_list_has_a_name(cast, title):
    with pytest.raises(Invalid):
        make_list(title, by=cast.karl)
    with pytest.raises(Invalid):
        change_list(make_list("Gut", by=cast.karl), by=cast.karl, title=title)


def test_only_whom_one_follows_stands_in_a_list(cast):
    mine = make_list("Werkstatt", by=cast.karl)
    follow(cast.jonas, by=cast.karl)

    with pytest.raises(Invalid) as refused:
        put_in_list(mine, [cast.jonas, cast.ada], by=cast.karl)
    assert refused.value.code == "not_followed"
    assert list_members(mine) == []

    put_in_list(mine, [cast.jonas, cast.karl], by=cast.karl)  # oneself too
    assert list_members(mine) == [cast.jonas, cast.karl]
    with pytest.raises(Invalid):
        put_in_list(mine, [cast.jonas], by=cast.karl)


def test_who_is_not_followed_any_more_leaves_the_lists(cast):
    follow(cast.jonas, by=cast.karl)
    follow(cast.jonas, by=cast.ada)
    his, hers = make_list("A", by=cast.karl), make_list("B", by=cast.ada)
    put_in_list(his, [cast.jonas], by=cast.karl)
    put_in_list(hers, [cast.jonas], by=cast.ada)

    unfollow(cast.jonas, by=cast.karl)

    assert list_members(his) == []
    assert list_members(hers) == [cast.jonas]


def test_lists_are_changed_and_deleted(cast):
    follow(cast.jonas, by=cast.karl)
    mine = make_list("Werkstatt", by=cast.karl, replies="none")
    assert could_be_listed(mine) == [cast.jonas]
    put_in_list(mine, [cast.jonas], by=cast.karl)
    assert could_be_listed(mine) == []
    assert lists_with(cast.karl, cast.jonas) == [mine]

    with pytest.raises(Invalid):
        change_list(mine, by=cast.karl, replies="some")
    change_list(mine, by=cast.karl, title="Leute")
    assert [(one.title, one.replies) for one in lists_of(cast.karl)] == [("Leute", "none")]
    take_out_of_list(mine, [cast.jonas], by=cast.karl)
    assert list_members(mine) == []

    delete_list(mine, by=cast.karl)
    assert lists_of(cast.karl) == []


def test_who_never_read_apart_is_not_asked(cast):
    mine = make_list("Werkstatt", by=cast.karl)
    assert not who_is(cast.karl).has_habit(Habit.LISTS_APART)

    change_list(mine, by=cast.karl, is_exclusive=True)
    assert who_is(cast.karl).has_habit(Habit.LISTS_APART)
    take_up(cast.karl.id, Habit.PINS)  # one habit leaves the other
    assert who_is(cast.karl).has_habit(Habit.LISTS_APART)
    assert who_is(cast.karl).has_habit(Habit.PINS)


def test_fifty_lists_are_enough(cast):
    for number in range(50):
        make_list(f"Liste {number}", by=cast.karl)
    with pytest.raises(Invalid):
        make_list("Noch eine", by=cast.karl)
