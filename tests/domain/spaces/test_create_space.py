"""A space is founded with a reach, and the reach is chosen once."""

import pytest

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.who import ANYONE, who_is
from augenhoehe.domain.spaces.actions import create_space
from augenhoehe.domain.spaces.models import Space
from augenhoehe.domain.spaces.policies import may_found_space
from augenhoehe.domain.spaces.selectors import role_in
from augenhoehe.foundation.verdicts import Invalid, NotAllowed


@pytest.mark.parametrize("somebody", ["karl", "petra", "inga"])
def test_spaces_are_founded_by_members(cast, somebody):
    by = getattr(cast, somebody)

    with pytest.raises(NotAllowed, match="founded by members"):
        create_space(slug="ecke", name="Ecke", reach="world", by=by)

    assert not may_found_space(who_is(by), "world")
    assert not may_found_space(ANYONE, "world")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"slug": ""}, "slug"),
        ({"slug": "Ecke!"}, "slug"),
        ({"slug": "e" * 31}, "slug"),
        ({"slug": "admin"}, "slug"),
        ({"slug": "haus"}, "slug"),
        ({"slug": "karl"}, "slug"),
        ({"reach": "everybody"}, "reach"),
        ({"join": "never"}, "join"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(cast, wrong, field):
    assert cast.haus
    assert cast.karl
    accounts = Account.objects.count()
    values = {"slug": "ecke", "name": "Ecke", "reach": "world", **wrong}

    with pytest.raises(Invalid) as refusal:
        create_space(**values, by=cast.erika)

    assert refusal.value.field == field
    assert Account.objects.count() == accounts


@pytest.mark.parametrize("reach", Space.Reach.values)
def test_who_founds_a_space_looks_after_it(cast, reach):
    space = create_space(slug=" Ecke ", name=" Die Ecke\u202e ", reach=reach, by=cast.jonas)

    assert (space.slug, space.name, space.reach) == ("ecke", "Die Ecke", reach)
    assert role_in(space, cast.jonas.id) == "moderator"
    assert space.account.handle == "ecke"
    assert space.account.discoverable == (reach == "world")


def test_the_command_line_founds_a_space_without_anybody_in_it(db):
    space = create_space(slug="ecke", name="", reach="world", by=None)

    assert space.name == "ecke"
    assert not space.memberships.exists()
