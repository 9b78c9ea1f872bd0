"""Liking, keeping and passing on: each is once, and each can be taken back."""

import pytest

from augenhoehe.domain.people.actions import follow
from augenhoehe.domain.posts import selectors
from augenhoehe.domain.posts.actions import (
    boost,
    delete_post,
    forget_bookmark,
    keep_bookmark,
    like,
    unboost,
    unlike,
)
from augenhoehe.domain.posts.audience import EVERYBODY, Audience
from augenhoehe.domain.posts.models import Post
from augenhoehe.domain.posts.policies import may_boost, may_react
from augenhoehe.foundation.verdicts import Invalid, NotAllowed


@pytest.fixture
def post(cast):
    return cast.says(cast.karl, "Mein neues Rad")


def now(post):
    return Post.objects.get(id=post.id)


def test_nobody_in_particular_does_nothing(post):
    assert not may_react(EVERYBODY)
    assert not may_boost(EVERYBODY, post)


@pytest.mark.parametrize("react", [like, keep_bookmark, boost])
def test_what_was_deleted_is_left_alone(cast, post, react):
    delete_post(post, by=cast.karl)

    with pytest.raises(NotAllowed, match="cannot be read"):
        react(post, by=cast.gerda)


def test_a_like_is_once_and_can_be_taken_back(cast, post):
    like(post, by=cast.gerda)
    like(post, by=cast.gerda)
    assert now(post).likes_count == 1
    assert selectors.liked_by(post) == [cast.gerda]

    unlike(post, by=cast.gerda)
    unlike(post, by=cast.gerda)

    assert now(post).likes_count == 0


def test_what_is_kept_is_ones_own_affair(cast, post):
    keep_bookmark(post, by=cast.gerda)
    keep_bookmark(post, by=cast.gerda)
    assert selectors.bookmarked(cast.reads(cast.gerda)) == [post]
    assert selectors.bookmarked(cast.reads(cast.karl)) == []

    forget_bookmark(post, by=cast.gerda)

    assert selectors.bookmarked(cast.reads(cast.gerda)) == []


def test_what_is_passed_on_reaches_the_followers_once(cast, post):
    follow(cast.gerda, by=cast.ada)

    first = boost(post, by=cast.gerda)
    assert boost(post, by=cast.gerda) == first

    home = selectors.home(cast.reads(cast.ada))
    assert home == [first]
    assert selectors.boosted_posts(cast.reads(cast.ada), home) == {post.id: post}
    assert now(post).boosts_count == 1
    assert selectors.boosted_by(post) == [cast.gerda]

    unboost(post, by=cast.gerda)
    unboost(post, by=cast.gerda)

    assert selectors.home(cast.reads(cast.ada)) == []
    assert now(post).boosts_count == 0


def test_followers_who_want_no_boosts_get_none(cast, post):
    follow(cast.gerda, by=cast.ada, show_boosts=False)
    own = cast.says(cast.gerda, "Von mir")

    boost(post, by=cast.gerda)

    assert selectors.home(cast.reads(cast.ada)) == [own]


def test_a_reaction_to_what_was_passed_on_is_one_to_the_post_itself(cast, post):
    passed_on = boost(post, by=cast.gerda)

    like(passed_on, by=cast.ada)
    keep_bookmark(passed_on, by=cast.ada)
    again = boost(passed_on, by=cast.ada)

    assert again.boost_of == post
    assert now(post).likes_count == 1
    flags = selectors.flags_for(cast.reads(cast.ada), [post.id])
    assert flags.liked == flags.boosted == flags.kept == {post.id}

    unlike(passed_on, by=cast.ada)
    forget_bookmark(passed_on, by=cast.ada)
    unboost(passed_on, by=cast.ada)

    assert selectors.flags_for(cast.reads(cast.ada), [post.id]) == selectors.Flags()


def test_nobody_in_particular_has_done_anything(post):
    assert selectors.flags_for(EVERYBODY, [post.id]) == selectors.Flags()


def test_one_may_pass_on_to_one_s_followers_alone(cast, post):
    follow(cast.gerda, by=cast.ben)

    with pytest.raises(Invalid, match="for whom"):
        boost(post, by=cast.gerda, audience=Audience.DIRECT)
    passed_on = boost(post, by=cast.gerda, audience=Audience.FOLLOWERS)

    assert selectors.post_for(cast.reads(cast.ben), passed_on.id) == passed_on
    assert selectors.post_for(cast.reads(cast.ada), passed_on.id) is None
    assert selectors.boosted_by(post) == []  # everybody would read it there
    assert now(post).boosts_count == 1


def test_a_boost_is_never_for_more_people_than_the_post(cast):
    post = cast.says(cast.karl, "Nicht zu laut", audience=Audience.UNLISTED)
    inside = cast.says(cast.erika, "Unter uns", space=cast.haus)

    assert boost(post, by=cast.gerda, audience=Audience.PUBLIC).audience == Audience.UNLISTED
    assert boost(inside, by=cast.jonas, audience=Audience.FOLLOWERS).audience == Audience.HOUSE
