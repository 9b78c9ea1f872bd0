import asyncio
import sqlite3
from datetime import timedelta

import orjson
import pytest
from django.db import OperationalError

from augenhoehe.activitypub.signatures import KeyType, Scheme
from augenhoehe.domain.people.actions import deactivate_person
from augenhoehe.foundation import clock
from augenhoehe.interfaces.federation import standing
from augenhoehe.interfaces.federation.addresses import inbox_of
from augenhoehe.interfaces.federation.asking import Answer
from augenhoehe.interfaces.federation.inbox import limits, postbox
from augenhoehe.interfaces.federation.inbox.process import process_waiting
from augenhoehe.interfaces.federation.models import InboxItem, Peer, RemoteActor
from tests.interfaces.federation.at_the_door import AtTheDoor
from tests.interfaces.federation.elsewhere import Elsewhere


def kept():
    return list(InboxItem.objects.order_by("id").values_list("activity_id", flat=True))


def another_name(key, key_id):
    return type(key)(key_id, key.type, key._material)


# --- who is not let in --------------------------------------------------------------------


def test_the_id_of_an_activity_is_of_its_actors_server(door, ada):
    for look_alike in ("https://elsewhere.example.evil.example/1", "https://evil.example/1"):
        answer = door.sends(ada.request(ada.creates() | {"id": look_alike}))
        assert (answer.status, kept()) == (401, [])


def test_nobody_speaks_in_our_name(door, ada, cast, settings):
    ours = f"{settings.BASE_URL}/actors/{cast.karl.id}"

    assert door.sends(ada.request(ada.creates() | {"actor": ours})).status == 403


def test_other_methods_and_unknown_people_are_told_so(door, ada, cast, settings):
    reading = ada.request(ada.creates())
    reading.method = "GET"
    answer = door.sends(reading)
    assert (answer.status, answer.headers["allow"]) == (405, "POST")

    deactivate_person(cast.ben)
    for number in (1, 9_999_999_999_999_999_999, cast.ben.id):
        assert door.sends(ada.request(ada.creates(), to=inbox_of(number))).status == 404
    settings.FEDERATION = "closed"
    assert door.sends(ada.request(ada.creates())).status == 404


def test_an_inbox_takes_activities_in_plain_json(door, ada):
    page = ada.request(ada.creates()).with_header("content-type", "text/html")
    packed = ada.request(ada.creates()).with_header("content-encoding", "gzip")
    large = ada.request(ada.creates("x" * limits.BODY_BYTES))
    announced = ada.request(ada.creates()).with_header("content-length", "10000000")

    statuses = [door.sends(one, bites=4).status for one in (page, packed, large, announced)]

    assert statuses == [415, 415, 413, 413]


def test_a_suspended_server_is_refused_before_its_key_is_fetched(door, ada, elsewhere, monkeypatch):
    monkeypatch.setattr(standing, "suspended_hosts", lambda: frozenset({"elsewhere.example"}))

    assert door.sends(ada.request(ada.creates())).status == 403
    assert elsewhere.asked == []


def test_who_sends_too_much_is_asked_to_wait(door, ada, settings):
    settings.RATE_LIMITS = True
    limits.of_host.charge("elsewhere.example", 2 * limits.HOST_BURST)

    answer = door.sends(ada.request(ada.creates()))

    assert (answer.status, answer.headers["retry-after"], kept()) == (429, "60", [])


def test_bad_signatures_are_expensive_for_who_sends_them(door, ada, settings):
    settings.RATE_LIMITS = True
    bad = [ada.request(ada.creates()).without("date") for _ in range(205)]

    statuses = [door.sends(one).status for one in bad]

    assert statuses[0] == 401
    assert statuses[-1] == 429
    assert door.sends(ada.request(ada.creates()), peer="203.0.113.9").status == 202


def test_a_server_cannot_fill_the_inbox(door, ada, monkeypatch):
    monkeypatch.setattr(limits, "WAITING_PER_HOST", 2)

    statuses = [door.sends(ada.request(ada.creates())).status for _ in range(4)]

    assert statuses == [202, 202, 429, 429]
    assert len(kept()) == 2


@pytest.mark.parametrize("trouble", ["database is locked", "database or disk is full"])
def test_what_cannot_be_written_is_not_promised(door, ada, monkeypatch, trouble):
    def fails(arrivals):
        raise OperationalError(trouble) from sqlite3.OperationalError(trouble)

    monkeypatch.setattr(postbox, "keep", fails)

    answer = door.sends(ada.request(ada.creates()))

    assert (answer.status, answer.headers["retry-after"], kept()) == (503, "60", [])


# --- who is ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("scheme", "kind"),
    [
        (Scheme.CAVAGE, KeyType.RSA),
        (Scheme.RFC9421, KeyType.RSA),
        (Scheme.RFC9421, KeyType.ED25519),
    ],
)
def test_what_is_signed_is_kept_and_only_then_answered(door, ada, elsewhere, scheme, kind):
    activity = ada.creates()

    answer = door.sends(ada.request(activity, scheme=scheme, key=ada.key(scheme, kind)))

    assert (answer.status, answer.body, door.rung) == (202, b"", 1)
    assert kept() == [activity["id"]]
    assert elsewhere.asked == [ada.id]
    assert Peer.objects.get().last_received_at is not None


def test_a_key_is_asked_for_once(door, ada, elsewhere):
    answers = door.send_all([ada.request(ada.creates()) for _ in range(5)])

    assert [one.status for one in answers] == [202] * 5
    assert len(kept()) == 5
    assert elsewhere.asked == [ada.id]


def test_the_key_we_keep_needs_no_question(door, ada, elsewhere):
    ada.known_here()

    assert door.sends(ada.request(ada.creates())).status == 202
    assert elsewhere.asked == []


def test_a_changed_key_is_fetched_anew_and_not_more_often(door, ada, elsewhere):
    ada.known_here()
    ada.change_keys()

    assert door.sends(ada.request(ada.creates())).status == 202
    assert elsewhere.asked == [ada.id]
    kept_now = RemoteActor.objects.get().keys
    assert ada.rsa.public_pem() in [one["key"] for one in kept_now]

    eve = elsewhere.person("eve")
    for _ in range(3):
        forged = ada.request(ada.creates(), key=another_name(eve.rsa, ada.rsa.id))
        assert door.sends(forged).status == 401
    assert elsewhere.asked == [ada.id]


def test_a_key_that_is_not_there_is_not_asked_for_again_at_once(door, ada, elsewhere):
    del elsewhere.documents[ada.id]

    assert [door.sends(ada.request(ada.creates())).status for _ in range(3)] == [401] * 3
    assert elsewhere.asked == [ada.id]


def test_a_slow_key_server_has_few_places(elsewhere, ada, db, monkeypatch):
    monkeypatch.setattr(limits, "FETCHES_PER_HOST", 0)
    door = AtTheDoor(elsewhere.ask)

    assert door.sends(ada.request(ada.creates())).status == 503
    ada.known_here()
    assert door.sends(ada.request(ada.creates())).status == 202


def test_the_same_comes_twice_and_is_kept_once(door, ada):
    activity = ada.creates()
    request = ada.request(activity)

    assert [door.sends(one).status for one in (request, request, ada.request(activity))] == [
        202
    ] * 3
    assert kept() == [activity["id"]]


def test_the_delete_of_somebody_we_never_met_costs_nothing(door, ada, elsewhere):
    elsewhere.documents[ada.id] = Answer(ada.id, 410)

    answer = door.sends(ada.request(ada.says("Delete", ada.id)))

    assert (answer.status, kept(), elsewhere.asked) == (202, [], [])


def test_a_kind_nobody_takes_is_answered_and_not_kept(door, ada):
    assert door.sends(ada.request(ada.says("Listen", ada.id))).status == 202
    assert kept() == []


def test_what_was_passed_on_is_a_hint_and_no_more(door, ada, elsewhere):
    far = Elsewhere("far.example")
    hers = far.person("grace").creates()

    assert door.sends(ada.request(hers)).status == 401
    assert door.sends(ada.request(hers | {"signature": {"type": "RsaSignature2017"}})).status == 202
    row = InboxItem.objects.get()
    assert (row.kind, row.actor) == ("Forwarded", ada.id)
    assert row.activity_id != hers["id"]
    assert far.asked == []


def test_without_an_id_it_has_one_of_its_own(door, ada):
    activity = ada.creates()
    del activity["id"]

    for _ in range(2):
        assert door.sends(ada.request(activity, now=clock.now() - timedelta(minutes=1))).status

    (only,) = kept()
    assert only.startswith(f"{ada.id}#")
    assert orjson.loads(bytes(InboxItem.objects.get().body)) == activity


def test_a_key_server_that_hangs_holds_up_nobody_else(elsewhere, ada, cast, monkeypatch):
    ada.known_here()
    grace = elsewhere.person("grace")
    slow = Elsewhere("slow.example")
    monkeypatch.setattr(limits, "FETCH_SECONDS", 0.3)
    monkeypatch.setattr(limits, "FETCHES_PER_HOST", 2)

    async def ask(wanted):
        if "slow.example" in wanted.url:
            await asyncio.sleep(60)
        return elsewhere.ask(wanted)

    door = AtTheDoor(ask)
    waiting = [slow.person(f"eve{n}") for n in range(5)]
    answers = door.send_all([one.request(one.creates()) for one in (*waiting, ada, grace)])

    statuses = [one.status for one in answers]
    assert sorted(statuses[:5]) == [401, 401, 503, 503, 503]
    assert statuses[5:] == [202, 202]


def test_who_comes_back_after_being_gone_is_heard_again(door, elsewhere, ada, cast):
    account = ada.known_here()
    ada.sends(ada.says("Delete", ada.id))
    account.refresh_from_db()
    assert account.left_at is not None

    assert door.sends(ada.request(ada.follows(cast.karl))).status == 202
    process_waiting(elsewhere.ask)

    account.refresh_from_db()
    assert account.left_at is None
    assert InboxItem.objects.order_by("-id").first().last_error == ""
