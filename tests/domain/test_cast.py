"""The cast is as its stories need it."""

import pytest

from augenhoehe.domain.people.who import who_is
from tests.cast import PARTS


def test_nobody_else_is_in_our_stories(cast):
    with pytest.raises(AttributeError, match="Nobody is called otto"):
        _ = cast.otto


@pytest.mark.parametrize("name", PARTS)
def test_everybody_is_who_they_are(cast, name):
    who = who_is(getattr(cast, name))

    assert who.is_member == PARTS[name].works_here
    assert who.roles == set(PARTS[name].roles)


def test_places_and_voices_stand(cast):
    case = cast.complains(cast.karl, "Der Riemen ist gerissen.")
    cast.answers(cast.jonas, case, voice=cast.lindenrad)

    assert {cast.stammtisch.reach, cast.haus.reach, cast.kreis.reach} == {
        "world",
        "house",
        "circle",
    }
    assert cast.kreis.id in cast.reads(cast.karl).spaces
    assert cast.werkstatt.id in who_is(cast.jonas).voices
