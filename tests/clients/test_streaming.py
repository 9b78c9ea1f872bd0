"""Streams of a running server, heard by clients nobody here wrote."""

from __future__ import annotations

import json
import queue
import threading
import time
from contextlib import ExitStack, contextmanager

import pytest
import requests
from mastodon import Mastodon, StreamListener
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect


@pytest.fixture
def token_of(running):
    """`token_of("karl")` may read and write."""

    def make(who, scopes="read write"):
        return running.house.python(
            "from augenhoehe.domain.people.actions import issue_token\n"
            "from augenhoehe.domain.people.selectors import account_by_address\n"
            f"print(issue_token(account_by_address({who!r}), scopes={scopes!r}))"
        ).strip()

    return make


@pytest.fixture
def karl(running, token_of):
    return Mastodon(access_token=token_of("karl"), api_base_url=running.base)


@pytest.fixture
def gerda(running, token_of):
    return Mastodon(access_token=token_of("gerda"), api_base_url=running.base)


@contextmanager
def socket(running, query="", **options):
    base = running.base.replace("http", "ws", 1)
    with connect(f"{base}/api/v1/streaming{query}", compression=None, **options) as open_socket:
        yield open_socket


def heard(open_socket, within=10):
    """The next frame; its payload read too."""
    frame = json.loads(open_socket.recv(timeout=within))
    if "payload" in frame and frame["payload"][:1] in "{[":
        frame["payload"] = json.loads(frame["payload"])
    return frame


def settle():
    """Until what was just asked for has been done on the other side."""
    time.sleep(0.3)


def end(stream, writer):
    """Closing waits for the next word on the stream, so somebody says one."""
    closing = threading.Thread(target=stream.close)
    closing.start()
    settle()
    writer.status_post("Noch ein Wort #kette", visibility="public")
    closing.join(20)


class Heard(StreamListener):
    """Everything an event stream of `Mastodon.py` said."""

    def __init__(self):
        self.said = queue.Queue()

    def on_update(self, status):
        self.said.put(("update", status))

    def on_status_update(self, status):
        self.said.put(("status.update", status))

    def on_delete(self, status_id):
        self.said.put(("delete", status_id))

    def on_notification(self, notification):
        self.said.put(("notification", notification))


@pytest.mark.parametrize(
    ("query", "headers"),
    [
        ("", {}),
        ("?stream=user", {}),
        ("?stream=public&access_token=wrong", {}),
        ("?stream=user", {"Authorization": "Bearer wrong"}),
    ],
)
def test_who_shows_no_good_token_gets_no_socket(running, query, headers):
    with (
        pytest.raises(InvalidStatus) as refused,
        socket(running, query, additional_headers=headers),
    ):
        pass

    assert refused.value.response.status_code == 401
    assert "access token" in json.loads(refused.value.response.body)["error"]


def test_elsewhere_there_are_no_sockets(running):
    base = running.base.replace("http", "ws", 1)
    with pytest.raises(InvalidStatus), connect(f"{base}/live"):
        pass


def test_a_socket_carries_many_streams(running, token_of, karl):
    with socket(running, f"/?access_token={token_of('gerda')}&stream=public") as gerda:
        for wish in ({"stream": "hashtag", "tag": "Riemen"}, {"stream": "public:local"}):
            gerda.send(json.dumps({"type": "subscribe"} | wish))
        settle()
        posted = karl.status_post("Der #riemen quietscht")

        frames = [heard(gerda) for _each in range(3)]
        assert {tuple(frame["stream"]) for frame in frames} == {
            ("public",),
            ("public:local",),
            ("hashtag", "Riemen"),
        }
        assert {frame["event"] for frame in frames} == {"update"}
        assert frames[0]["payload"]["id"] == str(posted.id)

        gerda.send(json.dumps({"type": "unsubscribe", "stream": "hashtag", "tag": "Riemen"}))
        gerda.send(json.dumps({"type": "unsubscribe", "stream": "public:local"}))
        settle()
        karl.status_delete(posted.id)
        assert heard(gerda) == {
            "stream": ["public"],
            "event": "delete",
            "payload": str(posted.id),
        }


def test_what_is_sent_is_what_the_method_answers(running, token_of, karl, gerda):
    token = token_of("gerda")
    gerda.account_follow(karl.me().id)
    with socket(running, "?stream=user", subprotocols=[token]) as stream:
        assert stream.subprotocol == token
        posted = karl.status_post("Für alle, die mir folgen", visibility="private")
        frame = heard(stream)
        answered = requests.get(
            f"{running.base}/api/v1/statuses/{posted.id}",
            headers={"Authorization": f"Bearer {token}"},
            timeout=20,
        ).json()

        assert (frame["stream"], frame["event"]) == (["user"], "update")
        assert frame["payload"] == answered

        karl.status_update(posted.id, "Für alle, die mir noch folgen")
        assert heard(stream)["event"] == "status.update"
    gerda.account_unfollow(karl.me().id)


def test_wrong_wishes_are_answered_and_the_socket_stays(running, token_of, karl):
    with socket(running, f"?access_token={token_of('gerda')}") as gerda:
        for wish in (
            b"\x00\xff",
            "no JSON",
            "[]",
            '{"type": "dance", "stream": "user"}',
            '{"type": "subscribe", "stream": "nonsense"}',
            '{"type": "subscribe", "stream": "hashtag"}',
            '{"type": "subscribe", "stream": ["user"]}',
            '{"type": "subscribe", "stream": "hashtag", "tag": {"a": 1}}',
        ):
            gerda.send(wish)
            said = heard(gerda)
            assert said["status"] == 400, (wish, said)
            assert said["error"]
        for of in ("1", "x", str(2**80)):
            gerda.send(json.dumps({"type": "subscribe", "stream": "list", "list": of}))
            assert heard(gerda)["status"] == 401

        gerda.send('{"type": "subscribe", "stream": "public"}')
        settle()
        karl.status_post("Trotzdem")
        assert heard(gerda)["event"] == "update"


def test_too_much_at_once_ends_the_socket(running, token_of):
    with socket(running, f"?access_token={token_of('gerda')}") as gerda:
        gerda.send("x" * 20_000)
        with pytest.raises(ConnectionClosed) as closed:
            gerda.recv(timeout=10)
        assert closed.value.rcvd.code == 1009

    with socket(running, f"?access_token={token_of('gerda')}") as gerda:
        with pytest.raises(ConnectionClosed) as closed:
            for n in range(400):
                gerda.send(json.dumps({"type": "subscribe", "stream": "hashtag", "tag": f"t{n}"}))
            while True:
                gerda.recv(timeout=10)
        assert closed.value.rcvd.code == 1008


def test_fifty_sockets_hear_the_same_and_leave_nothing_behind(running, token_of, karl):
    token = token_of("gerda")
    query = f"?stream=public&access_token={token}"
    with ExitStack() as stay, ExitStack() as go:
        staying = [stay.enter_context(socket(running, query)) for _each in range(25)]
        going = [go.enter_context(socket(running, query)) for _each in range(25)]
        posted = karl.status_post("An fünfzig")
        for one in [*staying, *going]:
            assert heard(one)["payload"]["id"] == str(posted.id)
        go.close()
        karl.status_post("An fünfundzwanzig")
        for one in staying:
            assert heard(one)["event"] == "update"


def test_mastodon_py_hears_home_and_notices(running, karl, gerda):
    assert gerda.stream_healthy()
    karl.account_follow(gerda.me().id)
    said = Heard()
    stream = karl.stream_user(said, run_async=True)
    try:
        while not stream.is_receiving():
            time.sleep(0.05)
        posted = gerda.status_post("@karl Der Riemen ist da")
        kinds = dict(said.said.get(timeout=10) for _each in range(2))

        assert kinds["update"].id == posted.id
        assert kinds["notification"].type == "mention"
        assert kinds["notification"].status.id == posted.id

        gerda.status_delete(posted.id)
        assert said.said.get(timeout=10) == ("delete", posted.id)
    finally:
        end(stream, karl)


@pytest.mark.parametrize(
    ("open_stream", "text"),
    [
        (lambda api, listener: api.stream_public(listener, run_async=True), "An alle"),
        (lambda api, listener: api.stream_public(listener, run_async=True, local=True), "Nah"),
        (lambda api, listener: api.stream_hashtag("kette", listener, run_async=True), "#Kette"),
    ],
)
def test_mastodon_py_hears_what_everybody_may(running, karl, open_stream, text):
    said = Heard()
    stream = open_stream(Mastodon(api_base_url=running.base), said)
    try:
        while not stream.is_receiving():
            time.sleep(0.05)
        posted = karl.status_post(text)
        kind, status = said.said.get(timeout=10)
        assert (kind, status.id) == ("update", posted.id)
    finally:
        end(stream, karl)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("user", 401),
        ("user/notification", 401),
        ("direct", 401),
        ("list?list=1", 401),
        ("hashtag", 400),
        ("hashtag?tag=%23", 400),
        ("nonsense", 404),
        ("", 404),
    ],
)
def test_refusals_are_json(running, path, status):
    answer = requests.get(f"{running.base}/api/v1/streaming/{path}", timeout=20)

    assert answer.status_code == status
    assert answer.json()["error"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_an_event_stream_says_what_it_is(running):
    address = f"{running.base}/api/v1/streaming/public/remote?only_media=true"
    with requests.get(address, stream=True, timeout=20) as answer:
        assert answer.headers["Content-Type"] == "text/event-stream"
        assert answer.headers["Cache-Control"] == "private, no-store"
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
        assert next(answer.iter_lines()) == b":)"

    assert requests.post(address, timeout=20).status_code == 405
    head = requests.head(address, timeout=5)  # says what there is, and does not wait for it
    assert (head.status_code, head.headers["Content-Type"]) == (200, "text/event-stream")
    options = requests.options(address, timeout=5)
    assert (options.status_code, options.headers["Allow"]) == (204, "GET, HEAD, OPTIONS")
    slash = requests.head(address.replace("?", "/?"), timeout=5)
    assert slash.headers["Access-Control-Allow-Origin"] == "*"
    assert requests.get(f"{running.base}/api/v1/streaming/health", timeout=20).text == "OK"
