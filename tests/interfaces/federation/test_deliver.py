"""What is to be delivered is delivered once, by who is alive, to who wants it."""

import asyncio
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection, transaction

from augenhoehe.domain.people.models import Account
from augenhoehe.foundation import clock
from augenhoehe.foundation.fetch import Fence
from augenhoehe.foundation.fetch_pool import Pool
from augenhoehe.interfaces.federation import keys
from augenhoehe.interfaces.federation.models import Activity, Delivery, Peer, RemoteActor
from augenhoehe.interfaces.federation.outbox import claim, deliver
from augenhoehe.interfaces.federation.outbox.breaker import OPENS_AFTER
from augenhoehe.interfaces.federation.outbox.fan_out import fresh_uri, send
from augenhoehe.interfaces.federation.outbox.retry import Answered
from augenhoehe.interfaces.federation.outbox.settle import settle
from tests.cast import Cast
from tests.interfaces.federation.elsewhere import Elsewhere

pytestmark = pytest.mark.django_db

INBOX = "https://elsewhere.example/inbox"
OTHER = "https://another.example/inbox"


@pytest.fixture
def karl(db, settings) -> Account:
    settings.FEDERATION_HTTP = True  # our own address in tests
    return Cast().karl


def says(account, *inboxes, kind="Create", about="https://testserver/p/1"):
    """One of ours says something."""
    actor = keys.local_uri(account.id)
    document = {"id": fresh_uri(), "type": kind, "actor": actor, "object": {"id": about}}
    with transaction.atomic():
        return send(document, by=account, about=about, to_inboxes=inboxes)


@contextmanager
def later(**time):
    with clock.pretend_it_is(clock.now() + timedelta(**time)):
        yield


def test_nothing_goes_to_plain_http_or_nonsense(karl, bag, settings):
    settings.FEDERATION_HTTP = False
    says(
        karl, "http://elsewhere.example/inbox", "ftp://elsewhere.example/", "", "https://ä.example/"
    )
    assert not Delivery.objects.exists()
    assert bag.empty() == 0


def test_nothing_goes_to_a_server_that_is_suspended(karl, bag, monkeypatch):
    says(karl, INBOX, OTHER)
    monkeypatch.setattr(claim, "those_we_talk_to", lambda hosts: set(hosts) - {"another.example"})
    bag.empty()
    assert [inbox for inbox, _document in bag.tried] == [INBOX]
    assert not Delivery.objects.exists()


def test_what_waits_is_dropped_when_federation_closes(karl, bag, settings):
    says(karl, INBOX)
    settings.FEDERATION = "closed"
    assert bag.empty() == 0
    assert not Delivery.objects.exists()


def test_what_waits_is_kept_while_a_leak_is_looked_at(karl, bag, monkeypatch):
    says(karl, INBOX)
    monkeypatch.setattr(claim, "has_leaked", lambda: True)
    assert bag.empty() == 0
    assert Delivery.objects.count() == 1


def test_each_inbox_gets_it_once(karl, bag):
    says(karl, INBOX, OTHER, INBOX)
    assert bag.empty() == 2
    assert bag.empty() == 0
    assert sorted(inbox for inbox, _document in bag.arrived) == [OTHER, INBOX]
    assert not Delivery.objects.exists()
    assert Peer.objects.get(host="elsewhere.example").last_delivered_at is not None
    assert not Peer.objects.exclude(due_at=None).exists()


def test_taking_and_noting_cost_few_questions(karl, bag, django_assert_max_num_queries):
    inboxes = [f"https://h{number}.example/inbox" for number in range(50)]
    says(karl, *inboxes)
    with django_assert_max_num_queries(50 + 18):  # one for each server, and some for all
        parcels = claim.claim(256)
    assert len(parcels) == 50
    with django_assert_max_num_queries(8):
        settle([deliver.Carried(parcel, Answered(202)) for parcel in parcels])
    assert not Delivery.objects.exists()


def test_trouble_is_tried_again_later(karl, bag):
    says(karl, INBOX)
    bag.answers[INBOX] = 503
    assert bag.empty() == 1
    waiting = Delivery.objects.get()
    assert waiting.last_error == "HTTP 503"
    assert waiting.leased_until is None
    assert bag.empty() == 0
    bag.answers.clear()
    with later(minutes=2):
        assert bag.empty() == 1
    assert bag.kinds() == ["Create"]


def test_a_wish_to_wait_is_kept(karl, bag):
    says(karl, INBOX)
    bag.answers[INBOX] = Answered(429, wait=3600.0)
    bag.empty()
    with later(minutes=30):
        assert bag.empty() == 0
    with later(minutes=61):
        assert bag.empty() == 1


def test_a_server_that_is_down_for_days_is_given_up(karl, bag):
    says(karl, INBOX)
    bag.answers[INBOX] = Answered(trouble="connection")
    for day in range(9):
        with later(days=day):
            bag.empty()
    assert Delivery.objects.get().gave_up_at is not None
    bag.answers.clear()
    with later(days=30):
        assert bag.empty() == 0


def test_an_hour_down_loses_nothing(karl, bag):
    bag.answers["elsewhere.example"] = Answered(trouble="connection")
    for number in range(20):
        says(karl, INBOX, about=f"https://testserver/p/{number}")
    for minute in range(0, 60, 5):
        with later(minutes=minute):
            bag.empty()
    assert len(bag.tried) < 30  # nobody hammers at a closed door
    bag.answers.clear()
    with later(hours=3):
        bag.empty()
    assert len(bag.arrived) == 20
    assert Peer.objects.get(host="elsewhere.example").failures == 0


def test_a_closed_door_is_tried_by_one(karl, bag):
    Peer.objects.create(host="elsewhere.example", failures=OPENS_AFTER)
    for number in range(10):
        says(karl, INBOX, about=f"https://testserver/p/{number}")
    bag.answers[INBOX] = Answered(trouble="timeout")
    assert bag.empty() == 1
    assert bag.empty() == 0
    bag.answers.clear()
    with later(hours=1):
        assert bag.empty() == 10


def test_a_refusal_ends_after_a_few_tries(karl, bag):
    says(karl, INBOX)
    bag.answers[INBOX] = 403
    for day in range(6):
        with later(days=day):
            bag.empty()
    assert len(bag.tried) == 4
    assert Delivery.objects.get().gave_up_at is not None
    assert Peer.objects.get(host="elsewhere.example").failures == 0


def test_an_inbox_that_is_gone_is_forgotten(karl, bag):
    nils = Elsewhere().person("nils")
    nils.known_here()
    says(karl, nils.inbox)
    says(karl, nils.inbox, about="https://testserver/p/2")
    bag.answers[nils.inbox] = 410
    bag.empty()
    assert RemoteActor.objects.get().gone_at is not None
    assert not Delivery.objects.filter(gave_up_at=None).exists()


def test_a_shared_inbox_that_is_gone_takes_nobody_along(karl, bag):
    nils = Elsewhere().person("nils")
    nils.known_here()
    says(karl, INBOX)
    bag.answers[INBOX] = 410
    bag.empty()
    actor = RemoteActor.objects.get()
    assert actor.gone_at is None
    assert actor.shared_inbox == ""


def test_the_other_signature_is_tried_and_remembered(karl, bag):
    seen = []

    def only_the_new(_document):
        seen.append(bag.schemes[-1])
        return 202 if bag.schemes[-1] == "rfc9421" else 401

    bag.answers[INBOX] = only_the_new
    says(karl, INBOX)
    bag.empty()
    says(karl, INBOX)
    bag.empty()
    assert seen == ["cavage", "rfc9421", "rfc9421"]
    assert Peer.objects.get(host="elsewhere.example").scheme == "rfc9421"


def test_who_forgets_the_new_signature_gets_the_old_one(karl, bag):
    Peer.objects.create(host="elsewhere.example", scheme="rfc9421")
    bag.answers[INBOX] = lambda _document: 202 if bag.schemes[-1] == "cavage" else 401
    says(karl, INBOX)
    bag.empty()
    assert Peer.objects.get(host="elsewhere.example").scheme == "cavage"


def test_a_delete_waits_for_its_create(karl, bag):
    says(karl, INBOX)
    says(karl, INBOX, kind="Delete")
    bag.answers[INBOX] = 503
    bag.empty()
    assert [document["type"] for _inbox, document in bag.tried] == ["Create"]
    bag.answers.clear()
    with later(hours=1):
        bag.empty()
    assert bag.kinds() == ["Create", "Delete"]


def test_what_follows_a_create_that_never_arrived_is_dropped(karl, bag):
    says(karl, INBOX)
    says(karl, INBOX, kind="Delete")
    bag.answers[INBOX] = lambda document: 403 if document["type"] == "Create" else 202
    for day in range(6):
        with later(days=day):
            bag.empty()
    assert bag.arrived == []
    assert not Delivery.objects.filter(gave_up_at=None).exists()


def test_one_thing_that_waits_holds_up_no_other(karl, bag):
    says(karl, INBOX)
    says(karl, INBOX, about="https://testserver/p/2", kind="Announce")
    bag.answers[INBOX] = lambda document: 503 if document["type"] == "Create" else 202
    bag.empty()
    assert bag.kinds() == ["Announce"]


def test_whoever_dies_leaves_it_to_others(karl, bag):
    says(karl, INBOX)
    assert len(claim.claim(10)) == 1  # and is heard of no more
    assert bag.empty() == 0
    with later(minutes=2):
        assert bag.empty() == 1
    assert bag.kinds() == ["Create"]


def test_a_start_alone_takes_up_everything_at_once(karl, bag):
    says(karl, INBOX)
    claim.claim(10)
    claim.free_everything(clock.now())
    assert bag.empty() == 1


def test_a_server_nobody_has_met_gets_one_first(karl):
    for number in range(10):
        says(karl, INBOX, about=f"https://testserver/p/{number}")
    assert len(claim.claim(5)) == 1


def test_two_at_work_take_each_once(karl):
    Peer.objects.create(host="elsewhere.example", last_delivered_at=clock.now())
    for number in range(10):
        says(karl, INBOX, about=f"https://testserver/p/{number}")
    one = claim.claim(5)
    other = claim.claim(20)
    assert len(one) == len(other) == 5
    assert not {parcel.id for parcel in one} & {parcel.id for parcel in other}


def test_what_was_said_is_told_in_the_very_bytes(karl, bag):
    activity = says(karl, INBOX)
    bag.empty()
    assert Activity.objects.get(uri=activity.uri).document is not None
    assert bag.headers[0]["Content-Type"] == "application/activity+json"


# On the loop, against a small server on this machine


class Sink(asyncio.Protocol):
    """Answers 202 at once, or never; made anew for each connection."""

    def __init__(self, counted: list[str], *, hangs: bool = False) -> None:
        self.counted, self.hangs = counted, hangs
        self.received = b""

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.received += data
        while (end := self.received.find(b"\r\n\r\n")) >= 0:
            head = self.received[:end].lower()
            length = int(head.split(b"content-length: ")[1].split(b"\r\n")[0])
            if len(self.received) < end + 4 + length:
                return
            self.received = self.received[end + 4 + length :]
            if self.hangs or b"host: hanging" in head:
                continue
            self.counted.append("POST")
            self.transport.write(b"HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n")


def run_against_sink(monkeypatch, make_sink, story):
    """Run a deliverer against a sink that every host leads to."""

    async def run():
        server = await asyncio.get_running_loop().create_server(make_sink, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]

        async def look_up(_host, _port):
            return ["127.0.0.1"]

        def pool():
            fence = Fence(frozenset({"http"}), None, lambda _address: True, look_up)
            return Pool(at_once=0, per_host=4, fence=fence)

        monkeypatch.setattr(deliver, "open_pool", pool)
        deliverer = deliver.Deliverer()
        running = asyncio.create_task(deliverer.run())
        await story(port, deliverer)
        await deliverer.stop(1.0)
        await running
        server.close()

    asyncio.run(run())


@pytest.mark.django_db(transaction=True)
def test_hanging_servers_hold_up_nobody(karl, monkeypatch):
    counted: list[str] = []

    async def story(port, _deliverer):
        def write():
            for number in range(3):
                says(
                    karl,
                    *(f"http://h{host}.example:{port}/inbox" for host in range(20)),
                    *(f"http://hanging{host}.example:{port}/inbox" for host in range(3)),
                    about=f"https://testserver/p/{number}",
                )
            connection.close()

        await asyncio.to_thread(write)
        async with asyncio.timeout(5):
            while len(counted) < 60:
                await asyncio.sleep(0.02)

    run_against_sink(monkeypatch, lambda: Sink(counted), story)
    assert len(counted) == 60
    left = Delivery.objects.all()
    assert left.count() == 9
    assert not left.filter(leased_until__isnull=False).exists()


@pytest.mark.django_db(transaction=True)
def test_stopping_gives_back_what_hangs(karl, monkeypatch):

    async def story(port, deliverer):
        def write():
            says(karl, f"http://h.example:{port}/inbox")
            connection.close()

        await asyncio.to_thread(write)
        async with asyncio.timeout(5):
            while deliverer.is_idle:
                await asyncio.sleep(0.02)

    run_against_sink(monkeypatch, lambda: Sink([], hangs=True), story)
    left = Delivery.objects.get()
    assert left.leased_until is None
    assert left.attempts == 0
    assert left.due_at <= clock.now()
