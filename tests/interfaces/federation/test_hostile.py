"""Whatever another server sends: an answer that is no 500, and nothing changed that it may not."""

import copy
import gzip
import json
import logging
from pathlib import Path

import orjson
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as rules
from hypothesis import strategies as st

from augenhoehe.activitypub.vocabulary import ACTIVITY_KINDS, POST_KINDS, PUBLIC
from augenhoehe.domain.people.actions import follow
from augenhoehe.domain.people.models import Account, Follow
from augenhoehe.domain.posts.actions import Wording, publish_post
from augenhoehe.domain.posts.models import HomeEntry, Post
from augenhoehe.domain.posts.uris import local_uri
from augenhoehe.interfaces.federation.asking import Answer
from augenhoehe.interfaces.federation.inbox import bodies, claiming, limits
from augenhoehe.interfaces.federation.inbox.process import process_waiting
from augenhoehe.interfaces.federation.models import InboxItem, RemoteActor
from tests.interfaces.federation.elsewhere import Elsewhere

VECTORS = Path(__file__).parents[2] / "activitypub" / "vectors"
FEW = rules(
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def ada(elsewhere):
    ada = elsewhere.person("ada")
    ada.known_here()
    return ada


@pytest.fixture
def post(cast):
    return publish_post(by=cast.karl, wording=Wording(text="My belt drive broke."))


def everything():
    """What is in the tables that other servers could want to change."""
    tables = (Account, Follow, Post, HomeEntry, RemoteActor, InboxItem)
    return [list(table.objects.order_by("pk").values()) for table in tables]


def is_well(answer):
    assert answer.status in (202, 400, 401, 403, 404, 405, 413, 415), answer
    orjson.loads(answer.body or b"{}")


def all_was_understood():
    """Nothing was given up or put back for a reason nobody thought of."""
    assert not claiming.failed().exists()
    waiting = InboxItem.objects.filter(done_at=None).values_list("last_error", flat=True)
    assert all("could not be fetched" in one or "Later" in one for one in waiting), list(waiting)


# --- bodies that are traps ----------------------------------------------------------------

_TRAPS = {
    "ten thousand levels": b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
    "ten thousand lists": b'{"object":' + b"[" * 10_000 + b"]" * 10_000 + b"}",
    "a number beyond 64 bits": b'{"id":"https://elsewhere.example/1","type":"Create",'
    b'"actor":"https://elsewhere.example/users/ada","object":' + b"9" * 5000 + b"}",
    "a number without end": b'{"n":1e999999999,"type":"Create"}',
    "a key twice": b'{"type":"Create","type":"Delete","actor":"https://elsewhere.example/users/ada",'
    b'"id":"https://elsewhere.example/1","object":"https://elsewhere.example/2"}',
    "two types": b'{"type":["Create","Delete"],"actor":"https://elsewhere.example/users/ada",'
    b'"id":"https://elsewhere.example/1","object":"https://elsewhere.example/2"}',
    "no UTF-8": b'{"type":"Create","name":"\xff\xfe"}',
    "half a character": b'{"type":"Create\\ud800","actor":"https://elsewhere.example/users/ada",'
    b'"id":"https://elsewhere.example/1","object":"https://elsewhere.example/2"}',
    "zero bytes": b'{"type":"Cre\\u0000ate","actor":"https://elsewhere.example/users/ada",'
    b'"id":"https://elsewhere.example/1","object":"https://elsewhere.example/2"}',
    "nothing": b"",
    "a list": b"[]",
    "a word": b'"Create"',
    "NaN": b'{"type":NaN}',
    "many values": b'{"object":[' + b"1," * 200_000 + b"1]}",
    "much": b'{"type":"Create","content":"' + b"x" * 900_000 + b'"}',
    "packed": gzip.compress(b"0" * 10_000_000),
}


@pytest.mark.parametrize("body", _TRAPS.values(), ids=_TRAPS)
def test_a_trap_is_answered_and_changes_nothing(door, ada, elsewhere, body):
    before = everything()

    answer = door.sends(ada.request(body))

    assert answer.status in (202, 400)
    process_waiting(elsewhere.ask)
    InboxItem.objects.all().delete()
    assert everything() == before


def test_ten_megabytes_are_not_read(door, ada):
    ada_request = ada.request(b"x" * 10_000_000)
    taken = []

    answer = door.sends(ada_request, bites=200)
    taken.append(bodies._in_flight)

    assert (answer.status, taken) == (413, [0])


def test_bodies_at_the_door_have_a_bound(door, ada, monkeypatch):
    monkeypatch.setattr(limits, "BYTES_AT_THE_DOOR", 1_000_000)

    big = [ada.request(b"x" * 400_000) for _ in range(5)]
    statuses = [answer.status for answer in door.send_all(big)]

    assert 503 in statuses or set(statuses) == {400}
    assert bodies._in_flight == 0


@pytest.mark.parametrize(
    "trick",
    [
        ("host", "testserver.evil.example"),
        ("host", "evil.example"),
        ("digest", "SHA-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="),
        ("date", "yesterday"),
        ("signature", "x" * 20_000),
        ("signature", 'keyId="https://elsewhere.example/users/ada#main-key"'),
        ("signature", 'keyId="javascript:alert(1)",headers="date",signature="AAAA"'),
        ("signature-input", "sig1=()"),
        ("content-type", "application/activity+json\x00"),
    ],
)
def test_tricks_with_headers_open_nothing(door, ada, trick):
    before = everything()

    answer = door.sends(ada.request(ada.creates()).with_header(*trick))

    assert answer.status in (401, 415)
    assert everything() == before


def test_a_header_twice_opens_nothing(door, ada):
    for name in ("host", "date", "digest", "signature"):
        request = ada.request(ada.creates())
        request.headers.append((name.encode(), request.header(name).encode()))
        assert door.sends(request).status == 401
    assert not InboxItem.objects.exists()


def test_many_headers_are_not_looked_at(door, ada):
    request = ada.request(ada.creates())
    request.headers += [(b"x-%d" % n, b"y") for n in range(200)]
    assert door.sends(request).status == 401


# --- what a proven sender may not do --------------------------------------------------------


def test_look_alikes_are_others(door, elsewhere, ada, cast, post):
    account = ada.known_here()
    Follow.objects.create(follower=cast.karl, followed=account)
    hers = ada.creates("<p>Mine</p>")
    ada.sends(hers)
    assert Post.objects.filter(uri=hers["object"]["id"]).exists()
    eve = Elsewhere("e1sewhere.example").person("ada")
    eve.known_here()
    before = Post.objects.values("id", "uri", "text", "deleted_at").order_by("id")
    stood = list(before)

    for activity in (
        eve.says("Delete", hers["object"]["id"]),
        eve.says("Update", hers["object"] | {"content": "<p>Yours</p>"}),
        eve.says("Update", ada.document | {"name": "Eve"}),
        eve.says("Delete", ada.id),
        eve.says("Create", eve.note("<p>In her name</p>", attributedTo=ada.id)),
        eve.says("Create", eve.note("<p>At her place</p>") | {"id": ada.server.new_id("notes")}),
        eve.says("Undo", hers),
        eve.says("Delete", local_uri(post.id)),
        eve.says("Update", {"id": local_uri(post.id), "type": "Note", "content": "Ours"}),
        eve.says("Accept", {"type": "Follow", "actor": ada.id, "object": ada.id}),
    ):
        is_well(door.sends(eve.request(activity)))
    process_waiting(elsewhere.ask)

    assert list(before.all()) == stood
    account.refresh_from_db()
    assert (account.name, account.left_at) == ("Ada", None)


# --- anything at all --------------------------------------------------------------------------


def _recorded():
    for path in sorted(VECTORS.rglob("*.json")):
        document = json.loads(path.read_text()).get("document")
        if isinstance(document, dict) and document.get("type") in ACTIVITY_KINDS:
            yield document


RECORDED = list(_recorded())
words = st.sampled_from(
    [
        *sorted(ACTIVITY_KINDS | POST_KINDS),
        *(PUBLIC, "as:Public", "Tombstone", "https://elsewhere.example/users/ada"),
        *("https://elsewhere.example/notes/1", "http://testserver/actors/1", "javascript:x"),
        *("", "\0", "2024-01-01T00:00:00Z", "@ada", "acct:a@b.example"),
    ]
)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | words | st.text(max_size=20),
    lambda below: (
        st.lists(below, max_size=4)
        | st.dictionaries(st.sampled_from(["id", "type", "object", "href", "name", "@id"]), below)
    ),
    max_leaves=8,
)
MEMBERS = ["id", "type", "object", "actor", "to", "cc", "tag", "content", "published", "target"]


def _at_home(value, post):
    """A recorded document as if ada had sent it to us."""
    text = json.dumps(value)
    for host in ("mastodon.example", "pleroma.example", "misskey.example", "lemmy.example"):
        text = text.replace(host, "elsewhere.example")
    return json.loads(text)


def _sent(door, elsewhere, ada, activity, caplog):
    body = json.dumps(activity).encode()
    Account.objects.filter(uri=ada.id).update(left_at=None)  # an example may have ended her
    is_well(door.sends(ada.request(body)))
    with caplog.at_level(logging.ERROR):
        process_waiting(elsewhere.ask)
    all_was_understood()
    is_bad = [one for one in caplog.records if one.levelno >= logging.ERROR]
    assert not is_bad, is_bad[0].getMessage()


@FEW
@given(
    kind=st.sampled_from(sorted(ACTIVITY_KINDS)),
    members=st.dictionaries(st.sampled_from(MEMBERS), anything, max_size=6),
)
def test_activities_of_any_shape(door, elsewhere, ada, post, caplog, kind, members):
    fixed = {"type": kind, "actor": ada.id, "id": elsewhere.new_id("activities")}
    _sent(door, elsewhere, ada, members | fixed, caplog)
    _sent(door, elsewhere, ada, {"object": local_uri(post.id)} | members | fixed, caplog)


@FEW
@given(data=st.data())
def test_recorded_activities_changed(door, elsewhere, ada, post, caplog, data):
    activity = _at_home(copy.deepcopy(data.draw(st.sampled_from(RECORDED))), post)
    actor = {"actor": ada.id, "id": elsewhere.new_id("activities")}
    inner = activity.get("object")
    where = inner if isinstance(inner, dict) and data.draw(st.booleans()) else activity
    if isinstance(inner, dict) and "attributedTo" in inner:
        inner |= {"attributedTo": ada.id, "id": elsewhere.new_id("notes")}
    if data.draw(st.booleans()):
        where[data.draw(st.sampled_from(sorted(where)))] = data.draw(anything)
    _sent(door, elsewhere, ada, activity | actor, caplog)


@FEW
@given(data=st.data())
def test_nothing_unproven_changes_a_row(door, elsewhere, ada, post, data):
    before = everything()
    activity = data.draw(st.sampled_from(RECORDED)) | {"actor": ada.id}
    request = ada.request(json.dumps(activity).encode())
    part = data.draw(st.sampled_from(["body", "signature", "digest", "date", "host", "target"]))
    if part == "body":
        at = data.draw(st.integers(0, len(request.body) - 1))
        request.body = request.body[:at] + b"~" + request.body[at + 1 :]
    elif part == "target":
        request.target += data.draw(st.sampled_from(["?", "?x", "/"]))
    else:
        value = request.header(part)
        at = data.draw(st.integers(0, len(value) - 2))
        changed = value[:at] + ("B" if value[at] != "B" else "C") + value[at + 1 :]
        request.with_header(part, changed)

    answer = door.sends(request)

    assert answer.status != 202 or activity["type"] == "Delete"
    is_well(answer)
    process_waiting(elsewhere.ask)
    assert everything() == before


def test_strangers_without_end_cost_bounded_memory(door, elsewhere, monkeypatch):
    monkeypatch.setattr(limits, "KEYS_KEPT", 10)
    for n in range(30):
        ghost = elsewhere.person(f"ghost{n}")
        elsewhere.documents[ghost.id] = Answer(ghost.id, 404)
        ghost.rsa_pem = elsewhere.people["ghost0"].rsa_pem
        assert door.sends(ghost.request(ghost.creates())).status == 401

    assert len(door.door._keys._known) <= 10
    assert len(door.door._said) <= 11


def test_follow_is_not_forged(door, elsewhere, ada, cast):
    """An Accept of a follow that was never asked of this actor gives nothing."""
    eve = Elsewhere("far.example").person("eve")
    eve.known_here()
    account = ada.known_here()
    follow(account, by=cast.karl)
    forged = {"type": "Follow", "actor": f"http://testserver/actors/{cast.karl.id}"}

    is_well(door.sends(eve.request(eve.says("Accept", forged | {"object": ada.id}))))
    process_waiting(elsewhere.ask)

    assert not Follow.objects.filter(followed=account, follower=cast.karl).exists()
