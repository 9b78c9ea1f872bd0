"""What somebody set up at some time, so that pages look for it."""

from augenhoehe.domain.people.actions import take_up
from augenhoehe.domain.people.models import Habit


def test_who_never_did_has_none(cast):
    assert not any(cast.reads(cast.karl).who.has_habit(habit) for habit in Habit)


def test_each_is_remembered_beside_the_others(cast):
    take_up(cast.karl.id, Habit.FILTERS)
    take_up(cast.karl.id, Habit.PINS)
    take_up(cast.karl.id, Habit.FILTERS)

    who = cast.reads(cast.karl).who
    assert [habit for habit in Habit if who.has_habit(habit)] == [Habit.FILTERS, Habit.PINS]
    assert cast.reads(cast.gerda).who.habits == 0
