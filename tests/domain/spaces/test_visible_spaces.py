"""Who may know of a space, and who may read it: the whole table."""

import pytest

from augenhoehe.domain.people.actions import end_membership
from augenhoehe.domain.people.who import who_is
from augenhoehe.domain.spaces.actions import create_space, invite_to_space, leave_space
from augenhoehe.domain.spaces.selectors import (
    may_read_space,
    readable_spaces,
    space_by_slug,
    visible_spaces,
)

# Who: the spaces they may read, and those they may know of beyond that.
TABLE = {
    "nobody": ({"stammtisch"}, set()),
    "gerda": ({"stammtisch"}, set()),
    "karl": ({"stammtisch", "kreis"}, set()),
    "theo": ({"stammtisch", "haus"}, {"werkbank"}),
    "jonas": ({"stammtisch", "haus", "kreis"}, {"werkbank"}),
    "erika": ({"stammtisch", "haus", "kreis", "werkbank"}, set()),
    "inga": ({"stammtisch"}, set()),
    "petra": ({"stammtisch"}, set()),
}


@pytest.fixture
def places(cast):
    create_space(slug="werkbank", name="Werkbank", reach="circle", join="request", by=cast.erika)
    return [cast.stammtisch, cast.haus, cast.kreis]


@pytest.mark.parametrize("somebody", TABLE)
def test_spaces_are_known_and_read_by_whom_they_are_for(cast, places, somebody):
    who = who_is(None if somebody == "nobody" else getattr(cast, somebody))
    readable, known = TABLE[somebody]

    assert {space.slug for space in readable_spaces(who)} == readable
    assert {space.slug for space in visible_spaces(who)} == readable | known
    for space in places:
        assert may_read_space(who, space) == (space.slug in readable)
        assert (space_by_slug(who, space.slug) is not None) == (space.slug in readable | known)


def test_who_is_invited_may_know_but_not_read(cast):
    invite_to_space(cast.kreis, cast.gerda, by=cast.erika)

    gerda = who_is(cast.gerda)
    assert space_by_slug(gerda, "kreis") == cast.kreis
    assert not may_read_space(gerda, cast.kreis)
    assert visible_spaces(who_is(cast.ada)).filter(slug="kreis").count() == 0


def test_with_the_employment_the_house_closes_and_the_circle_does_not(cast, places):
    end_membership(cast.jonas, by=None)

    assert {space.slug for space in visible_spaces(who_is(cast.jonas))} == {"stammtisch", "kreis"}


def test_who_leaves_a_circle_no_longer_knows_of_it(cast, places):
    leave_space(cast.kreis, by=cast.karl)

    assert space_by_slug(who_is(cast.karl), "kreis") is None
