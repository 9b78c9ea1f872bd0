"""The hat somebody usually wears in a space; one post can do without it."""

from __future__ import annotations

import pytest

from augenhoehe.domain.spaces.actions import wear_by_habit
from augenhoehe.domain.spaces.models import HatHabit
from augenhoehe.foundation.verdicts import NotAllowed

pytestmark = pytest.mark.django_db


def test_only_whoever_is_in_the_space_has_a_habit_there(cast):
    for who in (cast.karl, cast.jonas):
        with pytest.raises(NotAllowed):
            wear_by_habit(cast.stammtisch, None, by=who)
    assert not HatHabit.objects.exists()


def test_no_hat_ends_the_habit_and_ends_it_once(cast):
    wear_by_habit(cast.riementrieb, None, by=cast.jonas)
    wear_by_habit(cast.riementrieb, None, by=cast.jonas)

    assert not HatHabit.objects.exists()
