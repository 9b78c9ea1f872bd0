"""How somebody stands to somebody else, and who invited whom."""

from datetime import timedelta

from augenhoehe.domain.people.actions import block, follow, make_invite, mute, use_invite
from augenhoehe.domain.people.selectors import Relation, invited_by, relation_to
from augenhoehe.foundation import clock


def test_nobody_stands_to_themselves_and_strangers_to_nobody(cast):
    assert relation_to(cast.karl, of=cast.karl) == Relation()
    assert relation_to(cast.karl, of=None) == Relation()


def test_each_side_is_told_its_own_part(cast):
    follow(cast.erika, by=cast.karl)
    mute(cast.erika, by=cast.karl)
    block(cast.gerda, by=cast.karl)

    assert relation_to(cast.erika, of=cast.karl) == Relation(follows=True, mutes=True)
    assert relation_to(cast.karl, of=cast.erika) == Relation(is_followed=True)
    assert relation_to(cast.gerda, of=cast.karl) == Relation(blocks=True)
    assert relation_to(cast.karl, of=cast.gerda) == Relation(is_blocked=True)


def test_a_mute_that_ended_is_none(cast):
    mute(cast.erika, by=cast.karl, until=clock.now() - timedelta(minutes=1))

    assert not relation_to(cast.erika, of=cast.karl).mutes


def test_an_invitation_names_who_made_it_until_it_is_used(cast):
    code = make_invite(by=cast.erika)

    assert invited_by(code) == cast.erika
    assert invited_by("made up") is None
    use_invite(code)
    assert invited_by(code) is None
