"""Entering a space: at once, by asking, by an invitation; and leaving it."""

import pytest

from augenhoehe.domain.people.actions import end_membership
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.who import ANYONE, who_is
from augenhoehe.domain.spaces.actions import (
    admit_to_space,
    ask_to_join,
    create_space,
    decline_request,
    invite_to_space,
    join_space,
    leave_space,
    make_space_moderator,
)
from augenhoehe.domain.spaces.models import JoinRequest
from augenhoehe.domain.spaces.policies import may_ask_to_join, may_join, may_moderate_space
from augenhoehe.domain.spaces.selectors import (
    has_asked,
    is_invited,
    members_of,
    my_spaces,
    requests_for,
    role_in,
)
from augenhoehe.foundation.verdicts import Invalid, NotAllowed


@pytest.fixture
def werkbank(cast):
    """A circle that admits people on request; Erika looks after it."""
    return create_space(
        slug="werkbank", name="Werkbank", reach="circle", join="request", by=cast.erika
    )


def test_nobody_in_particular_joins_nothing(cast):
    assert not may_join(ANYONE, cast.stammtisch)
    assert not may_join(ANYONE, cast.stammtisch, invited=True)


@pytest.mark.parametrize("somebody", ["karl", "petra", "inga"])
def test_the_house_is_for_members(cast, somebody):
    with pytest.raises(NotAllowed, match="for members of the organisation"):
        join_space(cast.haus, by=getattr(cast, somebody))
    with pytest.raises(NotAllowed, match="for members of the organisation"):
        invite_to_space(cast.haus, getattr(cast, somebody), by=cast.erika)


def test_nobody_enters_a_circle_uninvited(cast, werkbank):
    with pytest.raises(NotAllowed, match="by invitation"):
        join_space(cast.kreis, by=cast.theo)
    with pytest.raises(NotAllowed, match="on request"):
        join_space(werkbank, by=cast.theo)
    with pytest.raises(NotAllowed, match="does not take requests"):
        ask_to_join(cast.kreis, by=cast.theo)

    assert not may_ask_to_join(who_is(cast.theo), cast.kreis)
    assert role_in(werkbank, cast.theo.id) is None


def test_people_of_other_servers_stay_outside_of_internal_spaces(cast, werkbank):
    eve = Account.objects.create(handle="eve", domain="elsewhere.example", name="Eve")

    with pytest.raises(NotAllowed, match="this server only"):
        ask_to_join(werkbank, by=eve)
    assert may_join(who_is(eve), cast.stammtisch)


@pytest.mark.parametrize("somebody", ["jonas", "karl", "theo", "inga"])
def test_only_its_moderators_admit_people(cast, somebody):
    by = getattr(cast, somebody)
    space = cast.kreis
    steps = [
        lambda: admit_to_space(space, cast.theo, by=by),
        lambda: decline_request(space, cast.theo, by=by),
        lambda: invite_to_space(space, cast.theo, by=by),
        lambda: make_space_moderator(space, cast.mona, by=by),
    ]

    for step in steps:
        with pytest.raises(NotAllowed, match="Only moderators"):
            step()

    assert not may_moderate_space(who_is(by), space, role_in(space, by.id))


def test_a_moderator_of_the_house_is_one_only_while_working_here(cast):
    space = cast.haus
    end_membership(cast.erika, by=None)

    with pytest.raises(NotAllowed, match="for members of the organisation"):
        invite_to_space(space, cast.jonas, by=cast.erika)

    assert not may_moderate_space(who_is(cast.erika), space, "moderator")


def test_nobody_is_admitted_who_has_not_asked(cast, werkbank):
    with pytest.raises(Invalid, match="has not asked"):
        admit_to_space(werkbank, cast.karl, by=cast.erika)

    assert role_in(werkbank, cast.karl.id) is None


def test_nobody_looks_after_a_space_they_do_not_belong_to(cast):
    with pytest.raises(Invalid, match="Only members of the space"):
        make_space_moderator(cast.kreis, cast.theo, by=cast.erika)
    with pytest.raises(NotAllowed, match="for members of the organisation"):
        make_space_moderator(cast.haus, cast.karl, by=None)


def test_an_open_space_is_entered_at_once_and_twice_is_once(cast):
    assert may_join(who_is(cast.karl), cast.stammtisch)

    join_space(cast.stammtisch, by=cast.karl)
    join_space(cast.stammtisch, by=cast.karl)

    assert [row.account for row in members_of(cast.stammtisch)] == [cast.mona, cast.karl]
    assert my_spaces(cast.karl.id) == {cast.stammtisch.id: "member"}
    assert my_spaces(None) == {}


def test_who_asks_is_admitted_by_a_moderator(cast, werkbank):
    ask_to_join(werkbank, by=cast.karl)
    ask_to_join(werkbank, by=cast.karl)
    assert [row.account for row in requests_for(werkbank)] == [cast.karl]

    admit_to_space(werkbank, cast.karl, by=cast.erika)

    assert role_in(werkbank, cast.karl.id) == "member"
    assert not has_asked(werkbank, cast.karl)


def test_who_belongs_to_it_has_nothing_to_ask(cast, werkbank):
    ask_to_join(werkbank, by=cast.erika)
    invite_to_space(werkbank, cast.erika, by=cast.erika)

    assert not JoinRequest.objects.exists()


def test_a_request_is_declined_and_may_be_made_again(cast, werkbank):
    ask_to_join(werkbank, by=cast.karl)

    decline_request(werkbank, cast.karl, by=cast.erika)

    assert not has_asked(werkbank, cast.karl)
    ask_to_join(werkbank, by=cast.karl)
    assert has_asked(werkbank, cast.karl)


def test_who_is_invited_enters_when_they_want_to(cast):
    invite_to_space(cast.kreis, cast.theo, by=cast.erika)
    invite_to_space(cast.kreis, cast.theo, by=cast.erika)
    assert is_invited(cast.kreis, cast.theo)
    assert role_in(cast.kreis, cast.theo.id) is None

    join_space(cast.kreis, by=cast.theo)

    assert role_in(cast.kreis, cast.theo.id) == "member"
    assert not is_invited(cast.kreis, cast.theo)


def test_an_invitation_is_declined(cast):
    invite_to_space(cast.kreis, cast.theo, by=cast.erika)

    leave_space(cast.kreis, by=cast.theo)

    with pytest.raises(NotAllowed, match="by invitation"):
        join_space(cast.kreis, by=cast.theo)


def test_who_asked_and_is_invited_is_in(cast, werkbank):
    ask_to_join(werkbank, by=cast.karl)

    invite_to_space(werkbank, cast.karl, by=cast.erika)

    assert role_in(werkbank, cast.karl.id) == "member"


def test_a_member_looks_after_the_space_too(cast):
    make_space_moderator(cast.kreis, cast.jonas, by=cast.erika)

    assert may_moderate_space(who_is(cast.jonas), cast.kreis, role_in(cast.kreis, cast.jonas.id))


def test_the_command_line_names_somebody_who_looks_after_it(cast):
    make_space_moderator(cast.stammtisch, cast.karl, by=None)

    assert role_in(cast.stammtisch, cast.karl.id) == "moderator"


def test_everybody_leaves_when_they_want_to(cast):
    leave_space(cast.kreis, by=cast.karl)

    assert role_in(cast.kreis, cast.karl.id) is None
