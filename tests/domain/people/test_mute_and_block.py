"""Looking away: every natural person's own right, and no voice's."""

from datetime import timedelta

import pytest

from augenhoehe.domain.people.actions import block, follow, mute, unblock, unmute
from augenhoehe.domain.people.models import Block, Mute
from augenhoehe.domain.people.policies import may_mute_or_block
from augenhoehe.domain.people.selectors import (
    hidden_from,
    is_blocked_by,
    is_following,
    muted_and_blocked,
)
from augenhoehe.domain.people.who import ANYONE, who_is
from augenhoehe.foundation import clock
from augenhoehe.foundation.verdicts import NotAllowed


def test_nobody_in_particular_looks_away(cast):
    assert not may_mute_or_block(ANYONE, cast.karl)


@pytest.mark.parametrize("look_away", [mute, block])
def test_a_voice_cannot_look_away(cast, look_away):
    with pytest.raises(NotAllowed, match="A voice can neither mute nor block"):
        look_away(cast.karl, by=cast.lindenrad)

    assert not may_mute_or_block(who_is(cast.lindenrad), cast.karl)
    assert not Mute.objects.exists()
    assert not Block.objects.exists()


@pytest.mark.parametrize("look_away", [mute, block])
def test_nobody_looks_away_from_themselves(cast, look_away):
    with pytest.raises(NotAllowed, match="oneself"):
        look_away(cast.karl, by=cast.karl)


def test_who_mutes_somebody_does_not_read_them_and_they_do_not_learn(cast):
    mute(cast.karl, by=cast.gerda)

    assert hidden_from(cast.gerda.id) == {cast.karl.id}
    assert hidden_from(cast.karl.id) == set()

    unmute(cast.karl, by=cast.gerda)

    assert hidden_from(cast.gerda.id) == set()


def test_a_mute_ends_when_it_was_to(cast):
    mute(cast.karl, by=cast.gerda, until=clock.now() + timedelta(hours=1))
    assert hidden_from(cast.gerda.id) == {cast.karl.id}

    with clock.pretend_it_is(clock.now() + timedelta(hours=2)):
        assert hidden_from(cast.gerda.id) == set()


def test_a_block_hides_both_from_each_other_and_ends_follows(cast):
    follow(cast.karl, by=cast.gerda)
    follow(cast.gerda, by=cast.karl)

    block(cast.karl, by=cast.gerda)
    block(cast.karl, by=cast.gerda)

    assert hidden_from(cast.gerda.id) == {cast.karl.id}
    assert hidden_from(cast.karl.id) == {cast.gerda.id}
    assert is_blocked_by(cast.karl.id, other_id=cast.gerda.id)
    assert not is_following(cast.karl, cast.gerda)
    assert not is_following(cast.gerda, cast.karl)


def test_a_block_is_taken_back_and_follows_stay_ended(cast):
    follow(cast.karl, by=cast.gerda)
    block(cast.karl, by=cast.gerda)

    unblock(cast.karl, by=cast.gerda)

    assert not is_blocked_by(cast.karl.id, other_id=cast.gerda.id)
    assert not is_following(cast.gerda, cast.karl)


def test_ones_own_list_names_both(cast):
    mute(cast.ada, by=cast.gerda)
    block(cast.karl, by=cast.gerda)

    assert muted_and_blocked(cast.gerda) == ([cast.ada], [cast.karl])
