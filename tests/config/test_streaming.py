"""The connections of the streaming API: who listens too slowly, too often or no longer."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager

import pytest
from uvicorn import Config
from uvicorn.server import ServerState

from augenhoehe.config.server import streaming
from augenhoehe.config.server.protocol import ABORT, BoundedSockets
from augenhoehe.config.server.streaming import Streaming, token_of, wanted_stream
from augenhoehe.foundation.live import Message
from augenhoehe.interfaces.mastodon_api.streaming import newsroom
from augenhoehe.interfaces.mastodon_api.streaming.doors import StreamRefused, Visitor
from augenhoehe.interfaces.mastodon_api.streaming.names import Channel, Stream
from augenhoehe.interfaces.mastodon_api.streaming.newsroom import hub

PUBLIC = Channel("public", 0)
USER = Channel("home", 12)


def scope_of(kind="websocket", query="stream=user&access_token=t", path="/api/v1/streaming"):
    return {
        "type": kind,
        "method": "GET",
        "path": path,
        "query_string": query.encode(),
        "headers": [],
        "client": ("192.0.2.1", 1),
        "subprotocols": [],
        "extensions": {ABORT: lambda: None},
    }


class Client:
    """The other end of a connection: what it sends, and what it was sent."""

    def __init__(self, scope):
        self.scope = scope
        self.says: asyncio.Queue = asyncio.Queue()
        self.heard: list = []
        if scope["type"] == "websocket":
            self.says.put_nowait({"type": "websocket.connect"})

    async def send(self, message):
        self.heard.append(message)

    def kinds(self):
        return [message["type"].partition(".")[2] for message in self.heard]


@pytest.fixture
def doors(monkeypatch):
    """The doors let in who says `t`, and nobody is asked again for a while."""

    def enter(token, stream):
        if token not in ("t", ""):
            raise StreamRefused(401, "Invalid access token")
        channels = [USER if stream and stream.name == "user" else PUBLIC] if stream else []
        return Visitor(12), channels

    monkeypatch.setattr(streaming, "_enter", enter)
    monkeypatch.setattr(streaming, "_still", lambda token, streams: [])
    monkeypatch.setattr(streaming, "close_old_connections", lambda: None)
    yield
    hub.end_all()
    hub.loop = None


@asynccontextmanager
async def connected(app, client):
    hub.loop = asyncio.get_running_loop()
    serving = asyncio.create_task(app(client.scope, client.says.get, client.send))
    await asyncio.sleep(0.05)
    try:
        yield serving
    finally:
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)


def test_a_token_that_was_revoked_ends_its_socket(doors, monkeypatch):
    monkeypatch.setattr(streaming, "_ASK_AGAIN_SECONDS", 0.05)
    over = StreamRefused(401, "Invalid access token")

    async def story():
        client = Client(scope_of())
        async with connected(Streaming(), client) as serving:
            assert client.kinds() == ["accept"]
            monkeypatch.setattr(streaming, "_still", lambda token, streams: [(None, over)])
            await asyncio.wait_for(serving, 5)
        return client.heard[-1]

    said = asyncio.run(story())
    assert (said["type"], said["code"]) == ("websocket.close", 1008)
    assert said["reason"] == "Invalid access token"


def test_a_stream_that_is_over_leaves_the_others(doors, monkeypatch):
    monkeypatch.setattr(streaming, "_ASK_AGAIN_SECONDS", 0.05)
    refusal = [(Stream("user"), StreamRefused(401, "Not authorized"))]

    async def story():
        client = Client(scope_of())
        async with connected(Streaming(), client):
            monkeypatch.setattr(streaming, "_still", lambda token, streams: refusal)
            await asyncio.sleep(0.2)
            hub.publish(Message(USER.key, "update", "{}"))
            await asyncio.sleep(0.05)
        return client

    client = asyncio.run(story())
    assert client.kinds() == ["accept", "send"]
    assert json.loads(client.heard[1]["text"]) == {"error": "Not authorized", "status": 401}


def test_an_event_stream_ends_with_its_token(doors, monkeypatch):
    monkeypatch.setattr(streaming, "_ASK_AGAIN_SECONDS", 0.05)
    over = StreamRefused(401, "Invalid access token")

    async def story():
        client = Client(scope_of("http", "access_token=t", "/api/v1/streaming/user"))
        async with connected(Streaming(), client) as serving:
            hub.publish(Message(USER.key, "filters_changed", ""))
            await asyncio.sleep(0.05)
            monkeypatch.setattr(streaming, "_still", lambda token, streams: [(None, over)])
            await asyncio.wait_for(serving, 5)
        return b"".join(message.get("body", b"") for message in client.heard)

    assert asyncio.run(story()) == b":)\n\nevent: filters_changed\ndata: undefined\n\n"


def test_who_asks_only_whether_a_stream_is_there_is_not_kept_waiting(doors):
    async def story():
        client = Client(scope_of("http", "", "/api/v1/streaming/public") | {"method": "HEAD"})
        async with connected(Streaming(), client) as serving:
            await asyncio.wait_for(serving, 5)
        return [message.get("body") for message in client.heard]

    assert asyncio.run(story()) == [None, b""]


def test_who_does_not_keep_up_is_cut_off(doors):
    cut = []

    async def story():
        client = Client(scope_of() | {"extensions": {ABORT: lambda: cut.append(True)}})
        taken = asyncio.Event()

        async def slowly(message):
            client.heard.append(message)
            if message["type"] == "websocket.send":
                await taken.wait()

        client.send = slowly
        async with connected(Streaming(), client) as serving:
            hub.publish(*(Message(USER.key, "update", "{}") for _each in range(300)))
            await asyncio.sleep(0.05)
            taken.set()
            await asyncio.wait_for(serving, 5)
        return client

    client = asyncio.run(story())
    assert cut == [True]
    assert len(client.heard) < 200
    assert not hub.listeners


def test_there_is_an_end_to_how_many_may_listen(doors, monkeypatch):
    monkeypatch.setattr(streaming, "_STREAMS_PER_ADDRESS", 1)

    async def story():
        app, first, second = Streaming(), Client(scope_of()), Client(scope_of())
        async with connected(app, first), connected(app, second):
            pass
        third = Client(scope_of())
        async with connected(app, third):
            pass
        return second.heard[0], third.heard[0]

    second, third = asyncio.run(story())
    assert (second["type"], second["status"]) == ("websocket.http.response.start", 429)
    assert third["type"] == "websocket.accept"


def test_there_is_an_end_to_the_hashtags_that_are_listened_to(doors, monkeypatch):
    monkeypatch.setattr(newsroom, "_CHANNELS_AT_MOST", 1)
    known, another = Channel("hashtag", 0, "rad"), Channel("hashtag", 0, "riemen")

    async def story():
        hub.loop = asyncio.get_running_loop()
        hub.subscribe([known.key])
        return [newsroom.has_room_for([one]) for one in (known, another, USER, PUBLIC)]

    assert asyncio.run(story()) == [True, False, True, True]


def test_where_a_token_stands():
    by_protocol = scope_of() | {"subprotocols": ["p"]}
    by_header = by_protocol | {"headers": [(b"authorization", b"bearer  h ")]}

    assert token_of(by_protocol, {}) == "p"
    assert token_of(by_protocol, {"access_token": ["q"]}) == "q"
    assert token_of(by_header, {"access_token": ["q"]}) == "h"
    assert token_of(scope_of(), {}) == ""


@pytest.mark.parametrize(
    ("path", "query", "stream"),
    [
        ("/api/v1/streaming/public", {"only_media": ["true"]}, Stream("public:media")),
        ("/api/v1/streaming/public/local/", {}, Stream("public:local")),
        ("/api/v1/streaming/hashtag", {"tag": ["a"], "list": ["1"]}, Stream("hashtag", "a")),
        ("/api/v1/streaming", {"stream": ["list"], "list": ["7"]}, Stream("list", "7")),
        ("/api/v1/streaming", {"stream": ["user"], "only_media": ["1"]}, Stream("user")),
        ("/api/v1/streaming", {}, None),
    ],
)
def test_which_stream_an_address_is_about(path, query, stream):
    assert wanted_stream({"path": path}, query) == stream


# --- what stands on the wire -----------------------------------------------------------


class Wire:
    """The transport of a socket: what the server wrote, and whether it cut the connection."""

    def __init__(self):
        self.written, self.is_cut = 0, False

    def write(self, data):
        self.written += len(data)

    def abort(self):
        self.is_cut = True

    def get_extra_info(self, name, default=None):
        return default

    def is_closing(self):
        return self.is_cut

    def close(self):
        self.is_cut = True

    def pause_reading(self):
        pass

    def resume_reading(self):
        pass


HELLO = (
    b"GET /api/v1/streaming HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)


def frame(opcode, data, *, is_last=True):
    return bytes([is_last << 7 | opcode, 0x80 | len(data)]) + b"\0\0\0\0" + data


@asynccontextmanager
async def socket_on(wire):
    """A socket as the server makes it, with an application that accepts and listens."""

    async def application(scope, receive, send):
        await receive()
        await send({"type": "websocket.accept"})
        while (await receive())["type"] != "websocket.disconnect":
            pass

    config = Config(application, ws_max_size=16_384, ws_per_message_deflate=False, log_config=None)
    config.load()
    socket = BoundedSockets(config, ServerState(), {})
    socket.connection_made(wire)
    socket.data_received(HELLO)
    await asyncio.sleep(0.02)
    yield socket
    socket.connection_lost(None)
    await asyncio.sleep(0)


@pytest.mark.parametrize("flood", [frame(9, b"x" * 125), frame(0, b"", is_last=False)])
def test_who_sends_without_end_is_cut_off(flood):
    async def story():
        wire = Wire()
        async with socket_on(wire) as socket:
            socket.data_received(frame(1, b"[", is_last=False))
            for _bite in range(100):
                if not wire.is_cut:
                    socket.data_received(flood * 1000)
        return wire

    wire = asyncio.run(story())
    assert wire.is_cut
    assert wire.written < 300_000


def test_a_client_as_there_are_many_is_not_cut_off():
    said = b'{"type":"subscribe","stream":"hashtag","tag":"fahrrad"}'

    async def story():
        wire = Wire()
        async with socket_on(wire) as socket:
            for _message in range(300):
                socket.data_received(frame(1, said) + frame(9, b""))
                await asyncio.sleep(0)
            return wire.is_cut

    assert not asyncio.run(story())


def test_what_is_no_text_is_no_news_to_the_operator(caplog):
    async def story():
        wire = Wire()
        async with socket_on(wire) as socket:
            socket.data_received(frame(1, b"\xff\xfe"))
            await asyncio.sleep(0.02)
            return socket.queue.qsize()

    assert asyncio.run(story()) == 0  # told that the connection ended, and nothing else
    assert [one for one in caplog.records if one.levelname == "ERROR"] == []
