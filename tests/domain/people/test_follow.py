"""Following: who reads whom at home."""

import pytest

from augenhoehe.domain.people.actions import (
    accept_follower,
    block,
    follow,
    reject_follower,
    unfollow,
    update_profile,
)
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.policies import may_follow
from augenhoehe.domain.people.selectors import (
    follow_requests_for,
    followed_by,
    followers_of,
    has_asked_to_follow,
    is_following,
)
from augenhoehe.domain.people.who import ANYONE
from augenhoehe.foundation.verdicts import NotAllowed


def counts(account):
    account = Account.objects.get(id=account.id)
    return account.followers_count, account.following_count


def test_nobody_in_particular_follows_nobody(cast):
    assert not may_follow(ANYONE, cast.karl)


def test_nobody_follows_themselves_nor_their_own_voice(cast):
    for account in (cast.erika, cast.lindenrad):
        with pytest.raises(NotAllowed, match="themselves"):
            follow(account, by=cast.erika)


def test_who_blocked_somebody_is_not_followed_by_them(cast):
    block(cast.karl, by=cast.gerda)

    with pytest.raises(NotAllowed, match="does not want"):
        follow(cast.gerda, by=cast.karl)


def test_a_space_is_joined_and_not_followed(cast):
    with pytest.raises(NotAllowed, match="joined, not followed"):
        follow(cast.haus.account, by=cast.karl)


def test_a_follow_begins_once_and_ends(cast):
    assert follow(cast.jonas, by=cast.karl)
    assert follow(cast.jonas, by=cast.karl)
    assert (counts(cast.jonas), counts(cast.karl)) == ((1, 0), (0, 1))

    unfollow(cast.jonas, by=cast.karl)
    unfollow(cast.jonas, by=cast.karl)

    assert (counts(cast.jonas), counts(cast.karl)) == ((0, 0), (0, 0))
    assert not is_following(cast.karl, cast.jonas)


def test_who_approves_followers_is_asked(cast):
    update_profile(cast.jonas, by=cast.jonas, values={"approves_followers": True})

    assert not follow(cast.jonas, by=cast.karl)
    assert not follow(cast.jonas, by=cast.gerda)
    assert not is_following(cast.karl, cast.jonas)
    assert follow_requests_for(cast.jonas) == [cast.gerda, cast.karl]

    accept_follower(cast.karl, by=cast.jonas)
    reject_follower(cast.gerda, by=cast.jonas)

    assert is_following(cast.karl, cast.jonas)
    assert not is_following(cast.gerda, cast.jonas)
    assert follow_requests_for(cast.jonas) == []
    assert counts(cast.jonas) == (1, 0)


def test_nobody_is_accepted_who_has_not_asked(cast):
    accept_follower(cast.karl, by=cast.jonas)

    assert not is_following(cast.karl, cast.jonas)


def test_a_request_is_taken_back(cast):
    update_profile(cast.jonas, by=cast.jonas, values={"approves_followers": True})
    follow(cast.jonas, by=cast.karl)
    assert has_asked_to_follow(cast.karl, cast.jonas)

    unfollow(cast.jonas, by=cast.karl)

    assert not has_asked_to_follow(cast.karl, cast.jonas)


def test_a_follower_is_sent_away(cast):
    follow(cast.jonas, by=cast.karl)

    reject_follower(cast.karl, by=cast.jonas)

    assert not is_following(cast.karl, cast.jonas)
    assert counts(cast.jonas) == (0, 0)


def test_the_latest_follow_comes_first(cast):
    assert cast.ada.id < cast.ben.id < cast.karl.id
    for follower in (cast.karl, cast.ada, cast.ben):
        follow(cast.jonas, by=follower)
    for followed in (cast.ben, cast.ada):
        follow(followed, by=cast.jonas)

    assert list(followers_of(cast.jonas)) == [cast.ben, cast.ada, cast.karl]
    assert list(followed_by(cast.jonas)) == [cast.ada, cast.ben]
