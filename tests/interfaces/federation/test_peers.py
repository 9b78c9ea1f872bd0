"""What other servers are, and what an operator can do about them."""

from datetime import timedelta

import orjson
import pytest

from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation import clock
from augenhoehe.foundation.verdicts import Invalid
from augenhoehe.interfaces.federation import peers, standing
from augenhoehe.interfaces.federation.asking import Answer, run_here
from augenhoehe.interfaces.federation.models import Activity, Delivery, InboxItem, Peer
from augenhoehe.interfaces.federation.outbox.fan_out import fresh_uri, send
from augenhoehe.interfaces.federation.outbox.forgetting import forget_what_was_said
from augenhoehe.interfaces.federation.resolve import servers
from tests.cast import Cast
from tests.interfaces.federation.elsewhere import Elsewhere

pytestmark = pytest.mark.django_db

HOST = "elsewhere.example"
LINKS = f"https://{HOST}/.well-known/nodeinfo"
INFO = f"https://{HOST}/nodeinfo/2.0"


def tells(software="mastodon", *, at=INFO, link=INFO, version="4.5.0"):
    """What a server answers about itself."""
    rel = "http://nodeinfo.diaspora.software/ns/schema/2.0"
    links = {"links": [{"rel": rel, "href": link}]}
    info = {"version": "2.0", "software": {"name": software, "version": version}}
    documents = {LINKS: links, at: info}

    def ask(wanted):
        found = documents.get(wanted.url)
        if found is None:
            return Answer(wanted.url, 404)
        return Answer(wanted.url, 200, orjson.dumps(found), "application/json")

    return ask


@pytest.fixture
def peer():
    return Peer.objects.create(host=HOST, last_received_at=clock.now())


def test_a_server_says_what_it_is(peer):
    run_here(servers.learn(peer), tells())
    peer.refresh_from_db()
    assert (peer.software, peer.version) == ("mastodon", "4.5.0")
    assert peer.asked_at is not None


@pytest.mark.parametrize(
    "ask",
    [
        tells(link="https://other.example/nodeinfo"),
        lambda wanted: Answer(wanted.url, trouble="timeout"),
        lambda wanted: Answer(wanted.url, 200, b"<html>", "text/html"),
        lambda wanted: Answer(wanted.url, 200, b"[" * 10_000),
        lambda wanted: Answer(wanted.url, 200, b'{"links": [{"rel": 7, "href": {}}]}'),
    ],
)
def test_who_says_nonsense_stays_unknown_and_is_asked_once_a_week(peer, ask):
    run_here(servers.learn(peer), ask)
    peer.refresh_from_db()
    assert peer.software == ""
    assert peer.asked_at is not None


def test_they_are_asked_once_a_week(peer, monkeypatch):
    asked = []

    def ask(wanted):
        asked.append(wanted.url)
        return tells()(wanted)

    monkeypatch.setattr(servers, "ask_now", ask)
    Peer.objects.create(host="silent.example")  # nobody has to do with it
    servers.learn_what_they_are()
    servers.learn_what_they_are()
    assert asked == [LINKS, INFO]
    with clock.pretend_it_is(clock.now() + timedelta(days=8)):
        servers.learn_what_they_are()
    assert len(asked) == 4


def test_nobody_is_asked_while_federation_is_closed(peer, settings, monkeypatch):
    settings.FEDERATION = "closed"
    monkeypatch.setattr(servers, "ask_now", lambda wanted: pytest.fail("asked"))
    servers.learn_what_they_are()


def test_what_was_given_up_is_tried_again():
    karl = Cast().karl
    send_to(karl, f"https://{HOST}/inbox")
    Delivery.objects.update(gave_up_at=clock.now(), attempts=30)
    Peer.objects.update(failures=30, closed_until=clock.now() + timedelta(hours=3), due_at=None)
    assert peers.retry(HOST) == 1
    waiting = Delivery.objects.get()
    assert waiting.gave_up_at is None
    assert waiting.attempts == 0
    assert Peer.objects.get().due_at is not None
    with pytest.raises(Invalid):
        peers.retry("nowhere.example")


def test_what_we_failed_to_do_is_taken_up_again():
    Peer.objects.create(host=HOST)
    then = {"done_at": clock.now(), "attempts": 5, "actor": f"https://{HOST}/users/ada"}
    for name, host, body in (("1", HOST, b"{}"), ("2", HOST, b""), ("3", "other.example", b"{}")):
        uri = f"https://{host}/{name}"
        InboxItem.objects.create(activity_id=uri, host=host, kind="Like", body=body, **then)

    peers.retry(HOST)

    again = InboxItem.objects.get(done_at=None)
    assert (again.activity_id, again.attempts) == (f"https://{HOST}/1", 0)


def test_a_server_is_forgotten(settings):
    settings.FEDERATION_HTTP = True
    karl = Cast().karl
    nils = Elsewhere().person("nils")
    note = nils.note()
    Post.objects.create(account=nils.known_here(), uri=note["id"], text="Hello")
    send_to(karl, nils.inbox, "https://another.example/inbox")
    assert peers.forget(HOST) == 1
    assert not Post.objects.filter(uri=note["id"], deleted_at=None).exists()
    assert [one.host for one in Delivery.objects.all()] == ["another.example"]
    assert [one.host for one in Peer.objects.all()] == ["another.example"]


@pytest.mark.parametrize("name", ["", "a b", "https://a.example", "a.example/x", "ä.example", "@"])
def test_what_is_no_server_is_refused(name):
    with pytest.raises(Invalid):
        peers.allow(name)


def test_only_listed_servers_are_talked_with(settings):
    settings.FEDERATION = "allowlist"
    assert not standing.may_talk_to(HOST)
    peers.allow(HOST.upper())
    assert standing.may_talk_to(HOST)
    peers.withdraw(HOST)
    assert not standing.may_talk_to(HOST)


def test_old_words_are_forgotten_unless_they_may_be_taken_back():
    karl = Cast().karl
    for kind in ("Create", "Like"):
        send_to(karl, f"https://{HOST}/inbox", kind=kind)
    with clock.pretend_it_is(clock.now() + timedelta(days=20)):
        forget_what_was_said()
        assert Activity.objects.count() == 2  # both still wait
        Delivery.objects.all().delete()
        forget_what_was_said()
    assert [one.kind for one in Activity.objects.all()] == ["Like"]


def send_to(account, *inboxes, kind="Create"):
    document = {"id": fresh_uri(), "type": kind, "actor": "x", "object": "http://testserver/p/1"}
    send(document, by=account, about="http://testserver/p/1", to_inboxes=inboxes)
