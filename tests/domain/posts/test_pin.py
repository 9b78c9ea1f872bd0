"""Posts that stand first on a page."""

import pytest

from augenhoehe.domain.people.actions import add_to_voice
from augenhoehe.domain.people.who import Habit, who_is
from augenhoehe.domain.posts.actions import boost, delete_post, pin, show_pins_to, unpin
from augenhoehe.domain.posts.audience import Audience
from augenhoehe.domain.posts.selectors import pinned_among
from augenhoehe.domain.posts.showing import pinned_posts
from augenhoehe.foundation.verdicts import Invalid, NotAllowed


def first(cast, account, reader=None):
    return pinned_posts(cast.reads(reader), account.id)


def test_only_ones_own_posts_stand_first(cast):
    post = cast.says(cast.ada, "Meins")
    direct = cast.says(cast.karl, "@ada psst", audience=Audience.DIRECT)
    inside = cast.says(cast.erika, "Unter uns", space=cast.haus)

    for who, what in ((cast.karl, post), (cast.karl, direct), (cast.erika, inside)):
        with pytest.raises(NotAllowed):
            pin(what, by=who)
    with pytest.raises(NotAllowed):
        pin(boost(post, by=cast.karl), by=cast.karl)
    pin(post, by=cast.ada)
    with pytest.raises(NotAllowed):
        unpin(post, by=cast.karl)


def test_the_last_one_pinned_comes_first_and_five_are_enough(cast):
    posts = [cast.says(cast.ada, f"{n}") for n in range(6)]
    for post in (posts[2], posts[0], posts[1], posts[3], posts[4], posts[4]):
        pin(post, by=cast.ada)
    assert first(cast, cast.ada) == [posts[n].id for n in (4, 3, 1, 0, 2)]

    with pytest.raises(Invalid):
        pin(posts[5], by=cast.ada)
    unpin(posts[0], by=cast.ada)
    pin(posts[5], by=cast.ada)
    assert first(cast, cast.ada)[0] == posts[5].id
    assert first(cast, cast.karl) == []


def test_what_may_not_be_read_is_not_shown_and_what_is_gone_is_forgotten(cast):
    narrow = cast.says(cast.ada, "Für die, die mir folgen", audience=Audience.FOLLOWERS)
    gone = cast.says(cast.ada, "Weg")
    for post in (narrow, gone):
        pin(post, by=cast.ada)
    assert first(cast, cast.ada) == [gone.id]
    assert first(cast, cast.ada, cast.ada) == [gone.id, narrow.id]

    delete_post(gone, by=cast.ada)
    assert first(cast, cast.ada, cast.ada) == [narrow.id]


def test_who_writes_for_a_voice_pins_on_its_page(cast):
    post = cast.says(cast.jonas, "Wir", voice=cast.lindenrad)
    with pytest.raises(NotAllowed):
        pin(post, by=cast.hanna)

    pin(post, by=cast.jonas)

    assert first(cast, cast.lindenrad) == [post.id]
    for writer in (cast.jonas, cast.erika):
        assert who_is(writer).has_habit(Habit.PINS)
        assert pinned_among(cast.reads(writer), [post.id]) == {post.id}
    # and who joins later sees it too: `show_pins_to` hears of it
    assert show_pins_to.__doc__
    add_to_voice(cast.lindenrad, cast.hanna, by=cast.erika)
    assert who_is(cast.hanna).has_habit(Habit.PINS)
    assert not who_is(cast.karl).has_habit(Habit.PINS)
