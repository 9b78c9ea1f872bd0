"""The operator forgets another server; criticism that came from there keeps its place."""

import pytest

from augenhoehe.domain.criticism.models import Case
from augenhoehe.domain.people.actions import blank_account, follow
from augenhoehe.domain.people.models import Account, Follow
from augenhoehe.domain.posts.actions import boost, forget_server, like
from augenhoehe.domain.posts.models import Like, Post
from augenhoehe.domain.posts.received import Medium
from augenhoehe.foundation.verdicts import Invalid
from tests import people_elsewhere as elsewhere


def test_this_server_does_not_forget_itself(cast, settings):
    cast.says(cast.karl, "Hier")

    for name in (settings.HOST, ""):
        with pytest.raises(Invalid):
            forget_server(name)
    assert Post.objects.exists()


def test_nobody_of_ours_is_blanked(cast):
    with pytest.raises(Invalid):
        blank_account(cast.karl)


def test_everything_of_a_server_goes_and_nothing_of_another(cast):
    frieda = elsewhere.somebody(
        about_html="<p>Hier bin ich</p>", portrait_away="https://x.example/1"
    )
    other = elsewhere.somebody("otto", home="andere.example")
    follow(frieda, by=cast.karl)
    stays = elsewhere.says(other)
    for number in (1, 2, 3):
        elsewhere.says(frieda, number=number, media=[Medium(f"https://x.example/{number}.png")])
    ours = cast.says(cast.karl, "Von hier")
    like(ours, by=frieda)
    elsewhere.emoji("kette")

    assert forget_server("Rad.Example") == 3

    assert set(Post.objects.values_list("id", flat=True)) == {stays.id, ours.id}
    ours.refresh_from_db()
    assert (ours.likes_count, Like.objects.count(), Follow.objects.count()) == (0, 0, 0)
    frieda.refresh_from_db()
    assert (frieda.name, frieda.about_html, frieda.portrait_away) == ("frieda", "", "")
    assert frieda.left_at
    assert Account.objects.get(id=other.id).left_at is None


def test_what_is_answered_here_leaves_a_tombstone(cast):
    frieda = elsewhere.somebody()
    asked = elsewhere.says(frieda, mentioned=[cast.karl])
    answer = cast.says(cast.karl, "Ja", in_reply_to=asked)

    forget_server("rad.example")

    asked.refresh_from_db()
    answer.refresh_from_db()
    assert asked.deleted_at
    assert asked.html == ""
    assert answer.in_reply_to_id == asked.id


def test_criticism_keeps_its_case(cast):
    frieda = elsewhere.somebody()
    post = elsewhere.says(frieda, "<p>Der Riemen riss</p>", text="Der Riemen riss")
    case = Case.objects.create(post=post, about=cast.lindenrad, critic=frieda, state="open")

    forget_server("rad.example")

    post.refresh_from_db()
    assert post.deleted_at
    assert Case.objects.get(id=case.id).post_id == post.id


def test_what_they_shared_is_shared_no_more(cast):
    frieda = elsewhere.somebody()
    ours = cast.says(cast.karl, "Von hier")
    boost(ours, by=frieda)

    assert forget_server("rad.example") == 0

    ours.refresh_from_db()
    assert ours.boosts_count == 0
    assert not Post.objects.filter(account=frieda).exists()
