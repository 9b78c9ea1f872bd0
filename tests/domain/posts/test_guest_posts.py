"""Somebody without an account is heard: under the desk's account, with the name they give."""

import pytest

from augenhoehe.domain.people.actions import confirm_contact, desk_account, keep_contact
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts import selectors
from augenhoehe.domain.posts.actions import (
    delete_post,
    like,
    publish_for_somebody,
    publish_guest_post,
)
from augenhoehe.domain.posts.audience import EVERYBODY, Audience
from augenhoehe.domain.posts.models import Post
from augenhoehe.domain.posts.policies import may_publish_as_guest
from augenhoehe.foundation.patience import Patience
from augenhoehe.foundation.verdicts import Invalid, NotAllowed

TEXT = "Mein Riemen ist nach drei Wochen gerissen, @lindenrad. Was nun?"


@pytest.fixture
def rosa(db):
    """Rosa has no account and a mail address she confirmed."""
    contact = keep_contact("rosa@example.org", name="Rosa")
    confirm_contact(contact)
    return contact


def test_nobody_is_heard_whose_address_has_not_answered(db):
    guest = keep_contact("rosa@example.org")

    assert not may_publish_as_guest(guest)
    with pytest.raises(NotAllowed):
        publish_guest_post(guest=guest, name="Rosa", text=TEXT)

    assert not Post.objects.exists()
    assert not Account.objects.filter(handle="desk").exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"text": " "}, "text"),
        ({"text": "R" * 501}, "text"),
        ({"name": " "}, "name"),
        ({"name": "R" * 61}, "name"),
        ({"audience": Audience.FOLLOWERS}, "audience"),
        ({"audience": Audience.HOUSE}, "audience"),
    ],
)
def test_what_cannot_be_used_is_said_beside_its_field(rosa, wrong, field):
    with pytest.raises(Invalid) as refusal:
        publish_guest_post(**{"guest": rosa, "name": "Rosa", "text": TEXT} | wrong)

    assert refusal.value.field == field
    assert not Post.objects.exists()


def test_a_guest_replies_only_to_what_everybody_can_read(cast, rosa):
    inside = cast.says(cast.erika, "Unter uns", space=cast.haus)

    with pytest.raises(NotAllowed):
        publish_guest_post(guest=rosa, name="Rosa", text=TEXT, in_reply_to=inside)


@pytest.mark.usefixtures("rate_limits")
def test_a_guest_who_says_it_twice_is_asked_for_patience(rosa):
    publish_guest_post(guest=rosa, name="Rosa", text=TEXT)

    with pytest.raises(Patience):
        publish_guest_post(guest=rosa, name="Rosa", text=TEXT)

    assert Post.objects.count() == 1


def test_a_guest_post_is_a_post_like_any_other(cast, rosa):
    assert cast.lindenrad
    post = publish_guest_post(guest=rosa, name=" Rosa M. ", text=TEXT)

    shown = selectors.public_posts(EVERYBODY)
    assert [one.id for one in shown] == [post.id]
    assert (shown[0].guest_name, shown[0].written_by, shown[0].language) == ("Rosa M.", None, "de")
    assert '/@lindenrad"' in shown[0].html
    assert [one.number for one in selectors.revisions_of(EVERYBODY, post)] == [1]
    answer = cast.says(cast.erika, "Wir tauschen ihn.", in_reply_to=post)
    again = publish_guest_post(guest=rosa, name="Rosa M.", text="Danke", in_reply_to=answer)
    assert [line.depth for line in selectors.thread_of(EVERYBODY, post)] == [0, 1, 2]
    assert again.thread_id == post.id


def test_what_somebody_else_said_is_brought_in_by_somebody_with_a_name(cast, rosa):
    post = publish_for_somebody(by=cast.jonas, text=TEXT, name="Rosa", guest=rosa)
    nameless = publish_for_somebody(by=cast.karl, text="Im Forum gelesen: sie reißen alle.")

    assert (post.written_by, post.guest, post.guest_name) == (cast.jonas, rosa, "Rosa")
    assert nameless.guest_name == "Somebody"
    assert post.account == nameless.account == desk_account()


def test_bringing_in_twice_is_once(cast):
    first = publish_for_somebody(by=cast.jonas, text=TEXT, submission="a")

    assert publish_for_somebody(by=cast.jonas, text=TEXT, submission="a") == first


def test_who_brought_criticism_in_cannot_take_it_away(cast):
    post = publish_for_somebody(by=cast.jonas, text=TEXT, name="Rosa")

    with pytest.raises(NotAllowed):
        delete_post(post, by=cast.jonas)

    like(post, by=cast.jonas)
    assert selectors.post_for(EVERYBODY, post.id)
