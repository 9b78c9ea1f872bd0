"""Karl brings along what he had on another server; a line that fails holds up nobody."""

import pytest

from augenhoehe.domain.people.actions import follow, mute
from augenhoehe.domain.people.models import Account, Block, DomainBlock, Follow, ListMember, Mute
from augenhoehe.domain.posts.actions import bring_along, forget_luggage, unpack
from augenhoehe.domain.posts.events import LuggageWaits
from augenhoehe.domain.posts.models import Bookmark, HomeEntry, Luggage, Post
from augenhoehe.domain.posts.uris import uri_of
from augenhoehe.foundation.verdicts import Invalid, NotAllowed

pytestmark = pytest.mark.django_db


def unpacked(luggage):
    unpack(LuggageWaits(luggage.id))
    luggage.refresh_from_db()
    return luggage


# --- refusals ------------------------------------------------------------------------------


def test_a_voice_brings_nothing_along(cast):
    with pytest.raises(NotAllowed):
        bring_along("follows", [["gerda"]], by=cast.lindenrad)


def test_an_empty_file_is_told(cast):
    with pytest.raises(Invalid, match="nothing in this file"):
        bring_along("follows", [], by=cast.karl)


def test_one_file_of_a_kind_at_a_time(cast):
    bring_along("mutes", [["gerda"]], by=cast.karl)

    with pytest.raises(Invalid, match="still being taken in"):
        bring_along("mutes", [["gerda"]], by=cast.karl)


def test_lines_that_fail_are_told_and_the_others_arrive(cast):
    gerda = cast.gerda
    rows = [["nobody@nowhere.example"], ["gerda@testserver"], ["gerda"]]

    luggage = unpacked(bring_along("follows", rows, by=cast.karl))

    assert Follow.objects.filter(follower=cast.karl, followed=gerda).exists()
    assert luggage.done_at is not None
    assert next(line for line, _why in luggage.troubles) == "nobody@nowhere.example"


def test_nobody_forgets_what_another_brought(cast):
    luggage = bring_along("mutes", [["gerda"]], by=cast.karl)
    forget_luggage(luggage.id, by=cast.gerda)
    assert Luggage.objects.filter(id=luggage.id).exists()

    forget_luggage(luggage.id, by=cast.karl)
    assert not Luggage.objects.filter(id=luggage.id).exists()


# --- what is brought -----------------------------------------------------------------------


def test_whom_he_follows_mutes_and_blocks(cast):
    cast.gerda, cast.ada, cast.luise  # noqa: B018 - they exist once they are named
    unpacked(bring_along("follows", [["gerda", "false", "true", "de, en"]], by=cast.karl))
    unpacked(bring_along("mutes", [["ada", "false"]], by=cast.karl))
    unpacked(bring_along("blocks", [["luise"]], by=cast.karl))
    unpacked(bring_along("servers", [["spam.example"]], by=cast.karl))

    row = Follow.objects.get(follower=cast.karl)
    assert (row.show_boosts, row.notify, row.languages) == (False, True, ["de", "en"])
    assert not Mute.objects.get(account=cast.karl).with_notifications
    assert Block.objects.get(account=cast.karl).blocked == cast.luise
    assert DomainBlock.objects.get(account=cast.karl).domain == "spam.example"


def test_lists_with_the_people_in_them(cast):
    cast.gerda, cast.ada  # noqa: B018
    rows = [["Rad", "gerda"], ["Rad", "ada"], ["Rad", "ada"]]

    luggage = unpacked(bring_along("lists", rows, by=cast.karl))

    assert ListMember.objects.filter(reading_list__title="Rad").count() == 2
    assert luggage.brought == 3


def test_what_he_keeps(cast):
    post = cast.says(cast.gerda, "Der Riemen hält.")

    unpacked(bring_along("bookmarks", [[uri_of(post)]], by=cast.karl))

    assert Bookmark.objects.get(account=cast.karl).post == post


def test_replacing_ends_what_the_file_does_not_name(cast):
    follow(cast.ada, by=cast.karl)
    mute(cast.ada, by=cast.karl)
    cast.gerda  # noqa: B018

    unpacked(bring_along("follows", [["gerda"]], by=cast.karl, replaces=True))
    unpacked(bring_along("mutes", [["gerda"]], by=cast.karl, replaces=True))

    assert Follow.objects.get(follower=cast.karl).followed == cast.gerda
    assert Mute.objects.get(account=cast.karl).muted == cast.gerda


POST = [
    "https://elsewhere.example/users/karl/statuses/1",
    "2021-03-04T05:06:07Z",
    "<p>Guten <script>alert(1)</script>Morgen</p>",
    "Wetter",
    "sensitive",
    "de",
    "0",
]


def test_posts_stand_on_his_page_with_their_date_and_in_nobodys_home(cast):
    follow(cast.karl, by=cast.gerda)

    unpacked(bring_along("posts", [POST], by=cast.karl))
    unpacked(bring_along("posts", [POST], by=cast.karl))

    post = Post.objects.get(account=cast.karl)
    assert (post.created_at.year, post.warning, post.sensitive) == (2021, "Wetter", True)
    assert "script" not in post.html and "Guten" in post.html
    assert not HomeEntry.objects.filter(post=post).exists()
    assert Account.objects.get(id=cast.karl.id).posts_count == 1


def test_a_post_without_a_date_is_told(cast):
    row = [*POST]
    row[1] = "gestern"

    luggage = unpacked(bring_along("posts", [row], by=cast.karl))

    assert luggage.troubles and not Post.objects.filter(account=cast.karl).exists()
