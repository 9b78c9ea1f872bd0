"""People of other servers: kept as their servers describe them, and let go when they are gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from augenhoehe.domain.people.actions import (
    Told,
    accept_follower,
    disown_follow,
    follow,
    follow_to_new_home,
    instance_account,
    keep_account,
    let_go_of_account,
    lose_follow,
    register_account,
)
from augenhoehe.domain.people.models import Account, Follow, FollowRequest
from augenhoehe.domain.people.policies import may_follow
from augenhoehe.domain.people.selectors import account_by_uri
from augenhoehe.domain.people.uris import local_uri
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation import clock
from augenhoehe.foundation.verdicts import Invalid, NotAllowed

pytestmark = pytest.mark.django_db

ADA = Told(
    uri="https://elsewhere.example/users/ada",
    handle="ada",
    domain="elsewhere.example",
    kind="person",
    name="Ada",
)


# --- refusals --------------------------------------------------------------------------


@pytest.mark.parametrize("domain", ["", "testserver", "TESTSERVER"])
def test_a_name_of_this_server_is_given_to_nobody_elsewhere(domain):
    with pytest.raises(Invalid):
        keep_account(replace(ADA, domain=domain))


def test_nobody_of_ours_is_let_go(cast):
    with pytest.raises(Invalid):
        let_go_of_account(cast.karl)


def test_nobody_follows_to_a_home_that_does_not_name_the_old_one(cast):
    new = keep_account(replace(ADA, uri="https://new.example/ada", domain="new.example"))
    old = keep_account(replace(ADA, moved_to=new.uri))

    assert old.moved_to is None
    with pytest.raises(NotAllowed):
        follow_to_new_home(old, to=new)


def test_the_server_itself_is_not_followed(cast):
    ada = who_is(keep_account(ADA))
    assert not may_follow(ada, instance_account())
    assert may_follow(ada, register_account())
    assert not may_follow(ada, cast.haus.account)
    assert may_follow(ada, cast.stammtisch.account)
    assert not may_follow(who_is(cast.karl), cast.stammtisch.account)


# --- kept ------------------------------------------------------------------------------


def test_what_is_too_long_is_cut():
    line = ("n" * 500, "v" * 5000)
    told = replace(
        ADA,
        name="x" * 500,
        interest="i" * 999,
        url="https://e.example/" + "u" * 600,
        fields=[line] * 100,
    )
    account = keep_account(told)

    assert (len(account.name), len(account.interest), account.url) == (100, 200, "")
    assert account.fields.count() == 20
    assert {(len(row.name), len(row.value)) for row in account.fields.all()} == {(100, 300)}


def test_the_same_told_again_changes_nothing():
    first = keep_account(ADA)
    second = keep_account(ADA)

    assert (first.id, first.version) == (second.id, second.version)
    assert keep_account(replace(ADA, name="Countess")).version == first.version + 1


def test_somebody_else_with_the_name_has_it_from_now_on(cast):
    before = keep_account(ADA)
    after = keep_account(replace(ADA, uri="https://elsewhere.example/users/2"))

    before.refresh_from_db()
    assert after.handle == "ada" and before.handle != "ada"
    assert before.left_at is not None


def test_who_was_said_to_be_born_in_the_future_was_not():
    born = clock.now() + timedelta(days=400)

    assert keep_account(replace(ADA, since=born)).created_at <= clock.now()


def test_anybody_is_found_by_their_id(cast):
    ada = keep_account(ADA)

    assert account_by_uri(ADA.uri) == ada
    assert account_by_uri(local_uri(cast.karl.id)) == cast.karl
    assert account_by_uri(local_uri(cast.haus.account.id)) is None
    assert account_by_uri("http://testserver/actors/9999999999999999999") is None
    assert account_by_uri("") is None


# --- following -------------------------------------------------------------------------


def test_followers_go_along_to_a_new_home(cast):
    old = keep_account(ADA)
    follow(old, by=cast.karl)
    accept_follower(cast.karl, by=old)
    new = keep_account(
        replace(ADA, uri="https://n.example/ada", domain="n.example", also_known_as=[ADA.uri])
    )
    old = keep_account(replace(ADA, moved_to=new.uri))
    follow_to_new_home(old, to=new)

    assert not Follow.objects.exists()
    assert FollowRequest.objects.get().followed == new
    with pytest.raises(NotAllowed):
        follow_to_new_home(old, to=new)


def test_a_follow_the_other_side_does_not_know_ends(cast):
    ada = keep_account(ADA)
    follow(ada, by=cast.karl)
    accept_follower(cast.karl, by=ada)
    lose_follow(cast.karl, ada)

    assert not Follow.objects.exists()
    assert Account.objects.get(id=ada.id).followers_count == 0


def test_who_was_let_in_without_our_hearing_follows(cast):
    ada = keep_account(ADA)
    follow(ada, by=cast.karl)
    disown_follow(cast.karl, ada)

    assert Follow.objects.filter(follower=cast.karl, followed=ada).exists()
