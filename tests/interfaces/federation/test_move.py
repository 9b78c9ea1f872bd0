"""Somebody elsewhere moves: who follows them here goes along, if both accounts say so."""

from __future__ import annotations

from datetime import timedelta

import pytest

from augenhoehe.domain.notifications.models import Notification
from augenhoehe.domain.notifications.push import ALERTS
from augenhoehe.domain.people.actions import (
    accept_follower,
    add_alias,
    block,
    follow,
    make_list,
    move_account,
    put_in_list,
    reject_follower,
)
from augenhoehe.domain.people.models import Account, Follow, FollowRequest, ListMember
from augenhoehe.foundation import clock
from augenhoehe.interfaces.federation.resolve import documents
from tests.interfaces.federation.elsewhere import Elsewhere, asking

pytestmark = pytest.mark.django_db


@pytest.fixture
def homes():
    return Elsewhere(), Elsewhere("new.example")


@pytest.fixture
def old(homes, cast):
    """Ada at her old home; Karl follows her there, without boosts."""
    ada = homes[0].person("ada")
    follow(ada.known_here(), by=cast.karl, show_boosts=False)
    accept_follower(cast.karl, by=ada.known_here())
    return ada


def moves(old, new, *homes):
    documents.forget_all()
    old.sends(old.says("Move", old.id, target=new.id), ask=asking(*homes))


def followed():
    return set(FollowRequest.objects.values_list("followed__uri", flat=True)) | set(
        Follow.objects.values_list("followed__uri", flat=True)
    )


def test_only_the_old_account_says_so(homes, old):
    new = homes[1].person("ada")
    old.more = {"movedTo": new.id}
    old.publish()
    moves(old, new, *homes)

    assert followed() == {old.id}


def test_only_the_new_account_says_so(homes, old):
    new = homes[1].person("ada", alsoKnownAs=[old.id])
    moves(old, new, *homes)

    assert followed() == {old.id}


def test_nobody_moves_somebody_else(homes, old):
    eve = homes[1].person("eve", alsoKnownAs=[old.id])
    eve.known_here()
    eve.sends(eve.says("Move", old.id, target=eve.id), ask=asking(*homes))

    assert followed() == {old.id}


def test_followers_go_along_with_what_they_wished(homes, old, cast):
    new = homes[1].person("ada", alsoKnownAs=[old.id])
    old.more = {"movedTo": new.id}
    old.publish()
    moves(old, new, *homes)

    assert followed() == {new.id}
    assert FollowRequest.objects.get().show_boosts is False
    account = Account.objects.get(uri=old.id)
    assert account.moved_to.uri == new.id and account.moved_at is not None


def test_who_blocked_the_new_account_stays(homes, old, cast):
    new = homes[1].person("ada", alsoKnownAs=[old.id])
    block(cast.karl, by=new.known_here())
    old.more = {"movedTo": new.id}
    old.publish()
    moves(old, new, *homes)

    assert followed() == {old.id}


def test_somebody_moves_to_us(homes, old, cast):
    add_alias(cast.gerda, old.known_here(), by=cast.gerda)
    here = f"http://testserver/actors/{cast.gerda.id}"
    old.more = {"movedTo": here}
    old.publish()
    old.sends(old.says("Move", old.id, target=here), ask=asking(*homes))

    assert Follow.objects.get().followed == cast.gerda


def test_nobody_is_sent_about_twice_within_thirty_days(homes, old):
    other = Elsewhere("other.example")
    first = homes[1].person("ada", alsoKnownAs=[old.id])
    second = other.person("ada", alsoKnownAs=[old.id])
    old.more = {"movedTo": first.id}
    old.publish()
    moves(old, first, *homes)
    again = Account.objects.get(uri=old.id)
    follow(again, by=Account.objects.get(handle="karl"))
    accept_follower(Account.objects.get(handle="karl"), by=again)
    old.more = {"movedTo": second.id}
    old.publish()
    moves(old, second, *homes, other)
    assert second.id not in followed()

    with clock.pretend_it_is(clock.now() + timedelta(days=31)):
        moves(old, second, *homes, other)
        assert second.id in followed()


def test_lists_go_along_and_who_follows_is_told_quietly(homes, old, cast):
    nearby = make_list("Nearby", by=cast.karl)
    put_in_list(nearby, [old.known_here()], by=cast.karl)
    new = homes[1].person("ada", alsoKnownAs=[old.id])
    old.more = {"movedTo": new.id}
    old.publish()
    moves(old, new, *homes)

    [listed] = ListMember.objects.filter(reading_list=nearby)
    assert listed.account.uri == new.id
    [notice] = Notification.objects.filter(recipient=cast.karl)
    assert (notice.kind, notice.actor.uri) == ("moved", new.id)
    page = cast.signed_in(cast.karl).get("/meldungen").content.decode()
    assert "lives at this address now" in page
    assert "@ada@new.example" in page
    assert notice.kind not in ALERTS  # apps know no such kind


def test_who_is_not_let_in_there_has_no_place_in_the_list(homes, old, cast):
    nearby = make_list("Nearby", by=cast.karl)
    put_in_list(nearby, [old.known_here()], by=cast.karl)
    new = homes[1].person("ada", alsoKnownAs=[old.id])
    old.more = {"movedTo": new.id}
    old.publish()
    moves(old, new, *homes)
    reject_follower(cast.karl, by=new.known_here())

    assert not ListMember.objects.exists()


def test_followers_here_go_along_with_who_leaves(homes, cast):
    follow(cast.gerda, by=cast.karl)
    new = homes[1].person("gerda", alsoKnownAs=[f"http://testserver/actors/{cast.gerda.id}"])
    there = new.known_here()
    Account.objects.filter(id=there.id).update(also_known_as=new.more["alsoKnownAs"])
    there.refresh_from_db()
    move_account(cast.gerda, to=there, by=cast.gerda)

    assert followed() == {new.id}
