"""Every trap that other implementations fell into, once through the real door."""

from datetime import timedelta

import orjson
import pytest

from augenhoehe.activitypub.signatures import Scheme
from augenhoehe.foundation import clock
from augenhoehe.interfaces.federation.addresses import inbox_of
from augenhoehe.interfaces.federation.asking import Answer
from augenhoehe.interfaces.federation.inbox.process import process_waiting
from augenhoehe.interfaces.federation.models import InboxItem
from tests.interfaces.federation.at_the_door import AtTheDoor
from tests.interfaces.federation.elsewhere import Elsewhere, asking


def kept():
    return list(InboxItem.objects.order_by("id").values_list("activity_id", flat=True))


def another_name(key, key_id):
    return type(key)(key_id, key.type, key._material)


def test_what_is_not_signed_is_not_taken(door, ada):
    answer = door.sends(ada.request(ada.creates()).without("signature"))

    assert (answer.status, kept()) == (401, [])
    assert "unsigned" in answer.error


@pytest.mark.parametrize("scheme", Scheme)
def test_another_body_than_the_signed_one_is_not_taken(door, ada, scheme):
    request = ada.request(ada.creates("<p>Hello</p>"), scheme=scheme)
    request.body = request.body.replace(b"Hello", b"Hallo")

    assert (door.sends(request).status, kept()) == (401, [])


@pytest.mark.parametrize("scheme", Scheme)
def test_a_signature_for_another_inbox_or_query_is_not_taken(door, ada, cast, scheme):
    elsewhere_in_here = ada.request(ada.creates(), to=inbox_of(cast.karl.id), scheme=scheme)
    elsewhere_in_here.target = "/inbox"
    with_query = ada.request(ada.creates(), scheme=scheme)
    with_query.target = "/inbox?x=1"

    assert [door.sends(one).status for one in (elsewhere_in_here, with_query)] == [401, 401]
    assert kept() == []


@pytest.mark.parametrize("hours", [-2, 2])
def test_what_was_signed_long_ago_or_in_time_to_come_is_not_taken(door, ada, hours):
    request = ada.request(ada.creates(), now=clock.now() + timedelta(hours=hours))

    assert (door.sends(request).status, kept()) == (401, [])


def test_without_a_date_nothing_is_taken(door, ada):
    assert door.sends(ada.request(ada.creates()).without("date")).status == 401


def test_the_key_of_another_opens_nothing(door, ada, elsewhere):
    eve = elsewhere.person("eve")
    in_adas_name = ada.request(ada.creates(), key=eve.rsa)
    with_adas_key_id = ada.request(ada.creates(), key=another_name(eve.rsa, ada.rsa.id))

    assert "another actor" in door.sends(in_adas_name).error
    assert "wrong_signature" in door.sends(with_adas_key_id).error
    assert kept() == []


def test_a_key_on_another_server_than_its_owner_opens_nothing(db, ada, elsewhere):
    far = Elsewhere("far.example")
    mallory = far.person("mallory")
    stolen = mallory.document
    stolen["publicKey"] |= {"owner": ada.id}
    far.documents[mallory.id] = stolen | {"id": ada.id}
    door = AtTheDoor(asking(elsewhere, far))

    answer = door.sends(mallory.request(mallory.creates() | {"actor": ada.id}))

    assert (answer.status, kept()) == (401, [])


def test_a_key_from_a_redirect_to_another_server_opens_nothing(door, ada, elsewhere):
    """As if elsewhere.example had an open redirect, and somebody used it."""
    came = Answer("https://evil.example/ada", 200, orjson.dumps(ada.document), "application/json")
    elsewhere.documents[ada.id] = came

    assert door.sends(ada.request(ada.creates())).status == 401
    assert kept() == []


@pytest.mark.parametrize("scheme", Scheme)
def test_a_replay_has_no_effect(door, ada, elsewhere, scheme):
    request = ada.request(ada.creates(), scheme=scheme)
    assert door.sends(request).status == 202
    process_waiting(elsewhere.ask)
    first = list(InboxItem.objects.values())
    InboxItem.objects.all().delete()

    door.sends(request)
    process_waiting(elsewhere.ask)

    assert len(first) == 1
    assert kept() == []


def test_a_signature_for_reading_is_none_for_writing(door, ada):
    request = ada.request(ada.creates())
    reading = ada.request(ada.creates())
    request.with_header("signature", reading.header("signature").replace("post", "get"))

    assert (door.sends(request).status, kept()) == (401, [])


def test_a_date_outside_of_the_signature_proves_no_time(door, ada):
    late = ada.request(ada.creates(), now=clock.now() - timedelta(hours=3))
    late.with_header("date", ada.request(ada.creates()).header("date"))

    assert (door.sends(late).status, kept()) == (401, [])


def test_tricks_of_json_ld_are_refused(door, ada, elsewhere):
    eve = elsewhere.person("eve")
    two_ids = ada.creates() | {"@id": "https://far.example/1"}
    other_actor = eve.creates() | {"as:actor": ada.id}
    hidden_actor = eve.creates() | {"actor": ada.id, "as:actor": eve.id}

    assert door.sends(ada.request(two_ids)).status == 400
    assert door.sends(eve.request(other_actor)).status == 202
    assert InboxItem.objects.get().actor == eve.id
    assert door.sends(eve.request(hidden_actor)).status == 401
