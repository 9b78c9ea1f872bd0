"""Hashtags somebody follows, and those on somebody's page."""

import pytest

from augenhoehe.domain.people.actions import follow, mute
from augenhoehe.domain.posts.actions import (
    delete_post,
    feature_tag,
    follow_tag,
    stop_featuring_tag,
    unfollow_tag,
)
from augenhoehe.domain.posts.audience import Audience
from augenhoehe.domain.posts.models import FollowedTag, HomeEntry, Tag
from augenhoehe.domain.posts.selectors import home
from augenhoehe.domain.posts.showing import (
    featured_tag,
    featured_tags_of,
    followed_tags,
    followed_tags_page,
    tag_marks,
    tags_used_lately,
)
from augenhoehe.foundation import clock
from augenhoehe.foundation.stretch import FIRST
from augenhoehe.foundation.verdicts import Invalid, NotAllowed


def at_home(cast, who):
    return home(cast.reads(who))


@pytest.mark.parametrize("name", ["", "#", "zwei worte", "1234", "a" * 101, "<b>"])
def test_what_is_no_hashtag_is_refused(cast, name):
    with pytest.raises(Invalid):
        follow_tag(name, by=cast.karl)
    with pytest.raises(Invalid):
        feature_tag(name, by=cast.karl)


def test_what_is_said_in_public_with_a_hashtag_comes_home(cast):
    cast.says(cast.ada, "Früher #riemen")
    follow_tag("#Riemen", by=cast.karl)
    follow_tag("riemen", by=cast.karl)

    public = cast.says(cast.ada, "Jetzt #riemen")
    space = cast.says(cast.mona, "Hier #RIEMEN", space=cast.stammtisch)
    cast.says(cast.ada, "Anderes #bremse")

    assert at_home(cast, cast.karl) == [space, public]
    assert [tag.name for tag in followed_tags(cast.karl)] == ["riemen"]


@pytest.mark.parametrize("audience", [Audience.UNLISTED, Audience.FOLLOWERS, Audience.DIRECT])
def test_what_is_not_for_everybody_does_not_come_home_by_its_hashtag(cast, audience):
    follow_tag("riemen", by=cast.karl)

    cast.says(cast.ada, "#riemen", audience=audience)
    cast.says(cast.erika, "#riemen", space=cast.haus)
    cast.says(cast.erika, "#riemen", space=cast.kreis)  # of which Karl is a member

    assert [post.space for post in at_home(cast, cast.karl)] == [cast.kreis]


def test_neither_what_an_intervention_closed_nor_whom_one_mutes(cast):
    follow_tag("riemen", by=cast.karl)
    cast.says(cast.ada, "#riemen")
    mute(cast.ada, by=cast.karl)
    assert at_home(cast, cast.karl) == []

    Tag.objects.filter(name="riemen").update(blocked_at=clock.now())
    cast.says(cast.ben, "#riemen")
    assert at_home(cast, cast.karl) == []


def test_letting_a_hashtag_go_takes_along_what_only_it_brought(cast):
    follow(cast.ben, by=cast.karl)
    for name in ("riemen", "bremse"):
        follow_tag(name, by=cast.karl)
    cast.says(cast.ada, "#riemen")
    both = cast.says(cast.ada, "#riemen #bremse")
    followed = cast.says(cast.ben, "#riemen")
    named = cast.says(cast.gerda, "@karl #riemen")
    own = cast.says(cast.karl, "#riemen")

    unfollow_tag("riemen", by=cast.karl)

    assert at_home(cast, cast.karl) == [own, named, followed, both]


def test_a_post_comes_home_once_and_in_one_statement(cast, django_assert_num_queries):
    from augenhoehe.domain.posts.timelines import _to_readers, _write

    follow(cast.ada, by=cast.karl)
    for name in ("riemen", "bremse"):
        follow_tag(name, by=cast.karl)
    post = cast.says(cast.ada, "#riemen #bremse")
    assert HomeEntry.objects.filter(owner=cast.karl, post=post).count() == 1

    readers = _to_readers(post)
    with django_assert_num_queries(1):
        _write(post, readers)


def test_followed_hashtags_are_paged_the_latest_first(cast):
    for name in ("riemen", "bremse", "kette"):
        follow_tag(name, by=cast.karl)

    rows = followed_tags_page(cast.karl, FIRST)
    assert [tag.name for _row, tag in rows] == ["kette", "bremse", "riemen"]
    assert followed_tags_page(cast.ada, FIRST) == []
    assert FollowedTag.objects.count() == 3


def test_nobody_shows_a_hashtag_on_somebody_elses_page(cast):
    lindenrad = cast.lindenrad
    with pytest.raises(NotAllowed):
        feature_tag("riemen", by=cast.karl, on=cast.ada)
    with pytest.raises(NotAllowed):
        feature_tag("riemen", by=cast.jonas, on=lindenrad)  # a writer, no steward

    feature_tag("riemen", by=cast.erika, on=lindenrad)
    assert [one.tag.name for one in featured_tags_of(lindenrad)] == ["riemen"]
    with pytest.raises(NotAllowed):
        stop_featuring_tag("riemen", by=cast.jonas, on=lindenrad)


def test_a_shown_hashtag_says_how_often_and_when(cast):
    row = feature_tag("Riemen", by=cast.karl)
    assert feature_tag("riemen", by=cast.karl) == row
    assert (featured_tags_of(cast.karl)[0].posts_count, row.tag.shown) == (0, "Riemen")

    first = cast.says(cast.karl, "#riemen")
    last = cast.says(cast.karl, "#riemen noch einmal")
    cast.says(cast.karl, "#riemen nur für wenige", audience=Audience.FOLLOWERS)
    cast.says(cast.ada, "#riemen von Ada")
    delete_post(first, by=cast.karl)

    shown = featured_tag(cast.karl, row.id)
    assert shown.posts_count == 1
    assert abs((shown.last_post_at - last.created_at).total_seconds()) < 1
    assert tag_marks(cast.karl, cast.karl, ["riemen"]).featured == {"riemen"}
    stop_featuring_tag("#RIEMEN", by=cast.karl)
    assert featured_tags_of(cast.karl) == []


def test_ten_hashtags_are_enough(cast):
    for number in range(10):
        feature_tag(f"tag{number}", by=cast.karl)
    with pytest.raises(Invalid):
        feature_tag("tag10", by=cast.karl)


def test_what_one_used_last_is_offered_first(cast):
    for name in ("riemen", "riemen", "riemen", "kette", "bremse"):
        cast.says(cast.karl, f"#{name}")
    cast.says(cast.karl, "#geheim", audience=Audience.DIRECT)
    feature_tag("kette", by=cast.karl)

    assert [tag.name for tag in tags_used_lately(cast.karl)] == ["bremse", "riemen"]
