"""Each verb says who does what to which object, for whom; and is read back as it was meant."""

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from augenhoehe.activitypub import reading, writing
from augenhoehe.activitypub.records import Activity, Actor, Emoji, Post, Tombstone
from augenhoehe.activitypub.vocabulary import PUBLIC
from augenhoehe.activitypub.writing import activities

HOME, THERE = "https://lindenrad.example", "https://elsewhere.example"
ERIKA, ADA = f"{HOME}/users/erika", f"{THERE}/users/ada"
FOLLOWERS = f"{ERIKA}/followers"
THIS = f"{HOME}/activities/1"
NOW = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)
POST = Post(
    f"{HOME}/posts/1", "Note", ERIKA, to=(PUBLIC,), cc=(FOLLOWERS,), content="Hi", published=NOW
)
FOLLOW = Activity(f"{THERE}/follows/1", "Follow", ADA, ERIKA)
HEART = Emoji("heart", f"{HOME}/emoji/heart.png")


def received(document):
    return reading.read_activity(reading.load(json.dumps(document).encode()))


WRITTEN = {
    "Create": activities.create(THIS, POST),
    "Update": activities.update(THIS, replace(POST, updated=NOW)),
    "Update of an actor": activities.update_actor(
        THIS, Actor(ERIKA, "Person", "erika", f"{ERIKA}/inbox")
    ),
    "Delete": activities.delete(THIS, ERIKA, Tombstone(POST.id, "Note", NOW), to=(PUBLIC,)),
    "Delete of an actor": activities.delete_actor(THIS, ERIKA),
    "Follow": activities.follow(THIS, ERIKA, ADA),
    "Accept": activities.accept(THIS, ERIKA, FOLLOW),
    "Reject": activities.reject(THIS, ERIKA, FOLLOW),
    "Undo": activities.undo(THIS, Activity(f"{HOME}/2", "Like", ERIKA, f"{THERE}/1", to=(ADA,))),
    "Announce": activities.announce(
        THIS, ERIKA, f"{THERE}/1", to=(PUBLIC,), cc=(FOLLOWERS, ADA), published=NOW
    ),
    "Like": activities.like(THIS, ERIKA, f"{THERE}/1", author=ADA),
    "Like with a picture": activities.react(THIS, ERIKA, f"{THERE}/1", author=ADA, picture=HEART),
    "Block": activities.block(THIS, ERIKA, ADA),
    "Flag": activities.flag(THIS, f"{HOME}/actor", (ADA, f"{THERE}/1"), text="Spam"),
    "Move": activities.move(THIS, ERIKA, f"{THERE}/users/erika", followers=FOLLOWERS),
    "Add": activities.add(THIS, ERIKA, POST.id, into=f"{ERIKA}/featured", to=(PUBLIC,)),
    "Remove": activities.remove(THIS, ERIKA, POST.id, out_of=f"{ERIKA}/featured", to=(PUBLIC,)),
    "QuoteRequest": activities.quote_request(
        THIS, replace(POST, quote=f"{THERE}/1"), quoted_author=ADA
    ),
    "Accept of a quote": activities.accept_quote(
        THIS,
        ERIKA,
        Activity(f"{THERE}/q", "QuoteRequest", ADA, POST.id, instrument=f"{THERE}/3"),
        stamp=f"{HOME}/stamps/1",
    ),
}


@pytest.mark.parametrize("verb", WRITTEN)
def test_a_verb_is_read_back(verb):
    activity = received(WRITTEN[verb])

    assert activity.id == THIS
    assert activity.kind == verb.split()[0]
    assert activity.actor in (ERIKA, f"{HOME}/actor")
    assert activity.object
    assert activity.to


@pytest.mark.parametrize("verb", WRITTEN)
def test_a_verb_has_one_order(verb):
    order = ["@context", "id", "type", "actor", "published", "to", "cc", "object"]

    fields = list(WRITTEN[verb])

    common = [field for field in fields if field in order]
    assert common == [field for field in order if field in fields]
    assert set(fields) - set(order) <= {"target", "content", "tag", "instrument", "result"}


@pytest.mark.parametrize("verb", WRITTEN)
def test_a_verb_read_and_written_again_is_the_same(verb):
    activity = received(WRITTEN[verb])

    assert received(writing.write_activity(activity)) == activity


def test_what_is_said_comes_along():
    activity = received(WRITTEN["Create"])

    assert reading.read_post(activity.embedded) == POST
    assert (activity.to, activity.cc) == (POST.to, POST.cc)


def test_a_grant_repeats_what_was_asked():
    asked = reading.read_inner_activity(received(WRITTEN["Accept"]).embedded)

    assert asked == replace(FOLLOW, objects=(ERIKA,))


def test_a_report_does_not_name_who_reported():
    document = WRITTEN["Flag"]

    assert ERIKA not in json.dumps(document)
    assert received(document).objects == (ADA, f"{THERE}/1")


def test_a_quote_is_asked_for_with_the_post_and_granted_with_a_stamp():
    request, grant = received(WRITTEN["QuoteRequest"]), received(WRITTEN["Accept of a quote"])

    assert request.object == f"{THERE}/1"
    assert reading.read_post(request.embedded_instrument).quote == f"{THERE}/1"
    assert grant.result == f"{HOME}/stamps/1"
    assert reading.read_inner_activity(grant.embedded).instrument == f"{THERE}/3"


def test_a_move_says_from_where_to_where():
    activity = received(WRITTEN["Move"])

    assert (activity.object, activity.target) == (ERIKA, f"{THERE}/users/erika")
