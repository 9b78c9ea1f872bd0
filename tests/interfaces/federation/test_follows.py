"""Following across servers, both ways: asked, granted, refused, ended, blocked."""

from __future__ import annotations

import json

import pytest

from augenhoehe.domain.people.actions import (
    accept_follower,
    block,
    follow,
    reject_follower,
    unblock,
    unfollow,
    update_profile,
)
from augenhoehe.domain.people.models import Account, Block, Follow, FollowRequest
from augenhoehe.domain.people.uris import local_uri
from augenhoehe.domain.posts.models import HomeEntry, Post
from augenhoehe.foundation.events import hear
from augenhoehe.foundation.jobs.models import Job
from augenhoehe.foundation.verdicts import NotAllowed
from augenhoehe.interfaces.federation.models import Activity

pytestmark = pytest.mark.django_db


def said(kind):
    """The documents of a kind that we said, the latest last."""
    rows = Activity.objects.filter(kind=kind).order_by("id")
    return [json.loads(bytes(row.document)) for row in rows]


def pair(one, other):
    return Follow.objects.filter(follower=one, followed=other).exists()


# --- they follow us ----------------------------------------------------------------------


def test_whoever_is_blocked_does_not_follow_and_is_told(ada, cast):
    account = ada.known_here()
    block(account, by=cast.karl)
    asked = ada.follows(cast.karl)
    ada.sends(asked)

    assert not Follow.objects.exists()
    assert said("Reject")[-1]["object"]["id"] == asked["id"]


def test_an_internal_space_is_followed_by_nobody(ada, cast):
    ada.known_here()
    ada.sends(ada.follows(cast.haus.account))

    assert not Follow.objects.exists() and not FollowRequest.objects.exists()
    assert said("Accept") == said("Reject") == []


def test_nobody_follows_in_somebody_elses_name(ada, cast):
    ben = ada.server.person("ben")
    account = ben.known_here()
    ada.known_here()
    ada.sends(ada.says("Undo", ben.follows(cast.karl)))
    follow(cast.karl, by=account, uri="https://elsewhere.example/follows/1")
    ada.sends(ada.says("Undo", "https://elsewhere.example/follows/1"))

    assert pair(account, cast.karl)


def test_a_follow_is_granted_at_once_and_said(ada, cast):
    asked = ada.follows(cast.karl)
    ada.sends(asked)
    account = Account.objects.get(uri=ada.id)

    assert pair(account, cast.karl)
    (accept,) = said("Accept")
    assert accept["actor"] == local_uri(cast.karl.id)
    assert accept["object"]["id"] == asked["id"]
    assert not HomeEntry.objects.filter(owner=account).exists()
    cast.karl.refresh_from_db()
    assert cast.karl.followers_count == 1


def test_said_again_it_is_granted_again_and_counted_once(ada, cast):
    ada.sends(ada.follows(cast.karl))
    ada.sends(ada.follows(cast.karl))

    assert Follow.objects.count() == 1
    assert len(said("Accept")) == 2
    assert Follow.objects.get().uri == said("Accept")[-1]["object"]["id"]


def test_who_approves_followers_is_asked_first(ada, cast):
    update_profile(cast.karl, by=cast.karl, values={"approves_followers": True})
    asked = ada.follows(cast.karl)
    ada.sends(asked)
    account = Account.objects.get(uri=ada.id)

    assert said("Accept") == []
    assert FollowRequest.objects.get().uri == asked["id"]
    accept_follower(account, by=cast.karl)
    assert said("Accept")[0]["object"]["id"] == asked["id"]


def test_a_request_can_be_declined_and_a_follower_sent_away(ada, cast):
    update_profile(cast.karl, by=cast.karl, values={"approves_followers": True})
    asked = ada.follows(cast.karl)
    ada.sends(asked)
    account = Account.objects.get(uri=ada.id)
    reject_follower(account, by=cast.karl)

    assert said("Reject")[-1]["object"]["id"] == asked["id"]
    assert not FollowRequest.objects.exists()


@pytest.mark.parametrize("whole", [True, False])
def test_they_stop_following(ada, cast, whole):
    asked = ada.follows(cast.karl)
    ada.sends(asked)
    ada.sends(ada.says("Undo", asked if whole else asked["id"]))

    assert not Follow.objects.exists()
    cast.karl.refresh_from_db()
    assert cast.karl.followers_count == 0


def test_a_world_space_is_followed_from_elsewhere_only(ada, cast):
    ada.known_here()
    ada.sends(ada.follows(cast.stammtisch.account))

    assert Follow.objects.filter(followed=cast.stammtisch.account).exists()
    with pytest.raises(NotAllowed):
        follow(cast.stammtisch.account, by=cast.karl)


# --- we follow them ----------------------------------------------------------------------


def test_nobody_grants_what_was_asked_of_another(ada, cast):
    ben = ada.server.person("ben")
    follow(ben.known_here(), by=cast.karl)
    ada.known_here()
    asked = said("Follow")[0]
    ada.sends(ada.says("Accept", asked))
    ada.sends(ada.says("Accept", asked["id"]))
    ada.sends(ada.says("Accept", {**asked, "object": ada.id}))

    assert not Follow.objects.exists()
    assert FollowRequest.objects.count() == 1


@pytest.mark.parametrize("whole", [True, False])
def test_we_ask_and_follow_once_they_agree(ada, cast, whole):
    account = ada.known_here()

    assert follow(account, by=cast.karl) is False
    (asked,) = said("Follow")
    assert (asked["actor"], asked["object"]) == (local_uri(cast.karl.id), ada.id)
    assert not Follow.objects.exists()

    ada.sends(ada.says("Accept", asked if whole else asked["id"]))
    assert pair(cast.karl, account)
    assert not FollowRequest.objects.exists()


def test_they_decline_or_end_it_and_nothing_is_undone_there(ada, cast):
    account = ada.known_here()
    follow(account, by=cast.karl)
    (asked,) = said("Follow")
    ada.sends(ada.says("Accept", asked))
    ada.sends(ada.says("Reject", asked))

    assert not Follow.objects.exists()
    assert said("Undo") == []


def test_we_stop_following_or_take_the_wish_back(ada, cast):
    account = ada.known_here()
    follow(account, by=cast.karl)
    unfollow(account, by=cast.karl)

    assert said("Undo")[0]["object"]["id"] == said("Follow")[0]["id"]


# --- blocks ------------------------------------------------------------------------------


def test_their_block_ends_both_follows_and_can_be_taken_back(ada, cast):
    account = ada.known_here()
    follow(account, by=cast.karl)
    ada.sends(ada.says("Accept", said("Follow")[0]), ada.follows(cast.karl))
    blocking = ada.says("Block", local_uri(cast.karl.id))
    ada.sends(blocking)

    assert not Follow.objects.exists()
    assert Block.objects.filter(account=account, blocked=cast.karl).exists()
    assert said("Undo") == said("Block") == []
    ada.sends(ada.says("Undo", blocking))
    assert not Block.objects.exists()


def test_a_voice_may_be_blocked_by_whoever_wants_to(ada, cast):
    account = ada.known_here()
    ada.sends(ada.says("Block", local_uri(cast.lindenrad.id)))

    assert Block.objects.filter(account=account, blocked=cast.lindenrad).exists()


def test_our_block_tells_them_and_sends_their_follow_away(ada, cast):
    asked = ada.follows(cast.karl)
    ada.sends(asked)
    account = Account.objects.get(uri=ada.id)
    block(account, by=cast.karl)
    unblock(account, by=cast.karl)

    assert said("Reject")[-1]["object"]["id"] == asked["id"]
    assert len(said("Block")) == 1


# --- they change, and go -----------------------------------------------------------------


def test_they_change_their_name_without_our_asking(ada):
    account = ada.known_here()
    ada.name = "Countess"
    ada.sends(ada.says("Update", ada.document))
    account.refresh_from_db()

    assert account.name == "Countess"
    assert ada.server.asked == []


def test_nobody_changes_somebody_else(ada):
    ben = ada.server.person("ben")
    account = ben.known_here()
    ada.known_here()
    ada.sends(ada.says("Update", ben.document | {"name": "Mallory"}))
    ada.sends(ada.says("Delete", ben.id))
    account.refresh_from_db()

    assert account.name == "Ben" and account.left_at is None


def test_they_are_gone_and_take_along_what_they_said(ada, cast):
    account = ada.known_here()
    follow(account, by=cast.karl)
    ada.sends(ada.says("Accept", said("Follow")[0]), ada.follows(cast.karl), ada.creates())
    assert Post.objects.filter(account=account, deleted_at__isnull=True).count() == 1
    ada.sends(ada.says("Delete", ada.id))
    for job in Job.objects.filter(kind="event", payload__listener__startswith="AccountGone"):
        hear(job.payload)
    account.refresh_from_db()

    assert account.left_at is not None
    assert not Follow.objects.exists()
    assert not Post.objects.filter(account=account, deleted_at__isnull=True).exists()
