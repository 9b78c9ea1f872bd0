"""`/api/v1/streaming`: what happens now, for apps, on the loop and without a thread each.

A socket carries many streams, an event stream one. Who may hear what is asked in a thread when
a stream begins, and for all of them again every minute: a token that was revoked, a person
who left and a list that is gone end what they opened within that time.
"""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any, Protocol, TypeVar
from urllib.parse import parse_qs

import orjson
from django.db import DatabaseError, close_old_connections

from augenhoehe.config.server.answers import Receive, Scope, Send, header_words
from augenhoehe.config.server.stream_events import EventStream
from augenhoehe.config.server.stream_sockets import Socket
from augenhoehe.interfaces.mastodon_api.streaming.doors import (
    NO_TOKEN,
    StreamRefused,
    Visitor,
    channels_of,
    visitor_of,
)
from augenhoehe.interfaces.mastodon_api.streaming.names import (
    BASE,
    HASHTAG,
    HEALTH,
    PATHS,
    PUBLIC,
    Channel,
    Stream,
)
from augenhoehe.interfaces.mastodon_api.streaming.newsroom import has_room_for

log = logging.getLogger("augenhoehe.streaming")
_T = TypeVar("_T")

# With the time it takes to ask for all of them, within a minute.
_ASK_AGAIN_SECONDS = 45.0
# A whole company may sit behind one address, each with a telephone and a browser.
_STREAMS_PER_ADDRESS = 2000
_STREAMS_IN_ALL = 6000
_TRUE = frozenset({"1", "true", "t", "on", "yes"})


class Listening(Protocol):
    """A connection that goes on until it ends or is ended."""

    token: str

    def streams(self) -> list[Stream]: ...

    def refuse(self, stream: Stream | None, refused: StreamRefused) -> None: ...


class Streaming:
    """The ASGI application behind all addresses of the streaming API."""

    def __init__(self, executor: Executor | None = None) -> None:
        self._executor = executor
        self._open: Counter[str] = Counter()
        self._listening: set[Listening] = set()
        self._round: asyncio.Task[None] | None = None

    @staticmethod
    def has(path: str) -> bool:
        """Whether an address is one of these."""
        return path == BASE or path.startswith(f"{BASE}/")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"].rstrip("/")
        if scope["type"] != "websocket" and scope["method"] == "OPTIONS":
            await _say_what_is_allowed(send)
        elif scope["type"] != "websocket" and scope["method"] not in ("GET", "HEAD"):
            await refuse(scope, send, StreamRefused(405, "Method not allowed"))
        elif path == HEALTH:
            await _say_all_is_well(send)
        elif scope["type"] != "websocket" and path not in PATHS:
            await refuse(scope, send, StreamRefused(404, "Not found"))
        else:
            await self._serve_one(scope, receive, send)

    async def _serve_one(self, scope: Scope, receive: Receive, send: Send) -> None:
        address = (scope.get("client") or ("",))[0]
        if self._open[address] >= _STREAMS_PER_ADDRESS or self._open.total() >= _STREAMS_IN_ALL:
            await refuse(scope, send, StreamRefused(429, "Too many open streams"))
            return
        self._open[address] += 1
        try:
            await self._serve(scope, receive, send)
        except StreamRefused as refused:
            await refuse(scope, send, refused)
        finally:
            self._open -= Counter({address: 1})

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        query = parse_qs(scope["query_string"].decode("latin-1"))
        token = token_of(scope, query)
        stream = wanted_stream(scope, query)
        if not token and (stream is None or stream.name not in {*PUBLIC, *HASHTAG}):
            raise StreamRefused(401, NO_TOKEN)
        visitor, channels = await self._ask(_enter, token, stream)
        if not has_room_for(channels):
            raise StreamRefused(429, "Too many open streams")
        kind = Socket if scope["type"] == "websocket" else EventStream
        listening = kind(scope, receive, send, self._ask, token, visitor)
        self._listening.add(listening)
        self._begin_round()
        try:
            await listening.run(stream, channels)
        finally:
            self._listening.discard(listening)

    async def _ask(self, question: Callable[..., _T], *about: Any) -> _T:
        """In a thread, with the database."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._executor, _with_database, question, *about)

    def _begin_round(self) -> None:
        if self._round is None or self._round.done():
            self._round = asyncio.create_task(self._ask_again_and_again())

    async def _ask_again_and_again(self) -> None:
        while self._listening:
            await asyncio.sleep(_ASK_AGAIN_SECONDS)
            for listening in list(self._listening):
                try:
                    refusals = await self._ask(_still, listening.token, listening.streams())
                except DatabaseError as fault:
                    log.warning("cannot ask who may listen: %s", fault)
                    continue
                for stream, refused in refusals:
                    listening.refuse(stream, refused)


def _with_database(question: Callable[..., _T], *about: Any) -> _T:
    close_old_connections()
    return question(*about)


def _enter(token: str, stream: Stream | None) -> tuple[Visitor, list[Channel]]:
    visitor = visitor_of(token)
    return visitor, channels_of(visitor, stream) if stream else []


def _still(token: str, streams: list[Stream]) -> list[tuple[Stream | None, StreamRefused]]:
    """What is over: single streams, or with the token everything."""
    try:
        visitor = visitor_of(token)
    except StreamRefused as refused:
        return [(None, refused)]
    over: list[tuple[Stream | None, StreamRefused]] = []
    for stream in streams:
        try:
            channels_of(visitor, stream)
        except StreamRefused as refused:
            over.append((stream, refused))
    return over


def token_of(scope: Scope, query: dict[str, list[str]]) -> str:
    """The token: in a header, in the address, or where browsers can say something, as protocol."""
    kind, _space, token = header_words(scope).get("authorization", "").partition(" ")
    if kind.lower() == "bearer" and token.strip():
        return token.strip()
    said = query.get("access_token") or scope.get("subprotocols") or [""]
    return str(said[0])


def wanted_stream(scope: Scope, query: dict[str, list[str]]) -> Stream | None:
    """The stream an address is about."""
    name = PATHS.get(scope["path"].rstrip("/")) or query.get("stream", [""])[0]
    if not name:
        return None
    only_media = query.get("only_media", [""])[0].lower() in _TRUE
    if only_media and f"{name}:media" in PUBLIC:
        name = f"{name}:media"
    parameter = "list" if name == "list" else "tag"
    return Stream(name[:40], query.get(parameter, [""])[0][:200] if name in _WITH_MORE else "")


_WITH_MORE = frozenset({"list", *HASHTAG})


async def refuse(scope: Scope, send: Send, refused: StreamRefused) -> None:
    """An answer in JSON instead of a stream; before a socket is opened too."""
    kind = "websocket.http.response" if scope["type"] == "websocket" else "http.response"
    body = orjson.dumps({"error": str(refused)})
    headers = [
        (b"content-type", b"application/json; charset=utf-8"),
        (b"content-length", b"%d" % len(body)),
        (b"cache-control", b"private, no-store"),
        (b"access-control-allow-origin", b"*"),
        (b"x-content-type-options", b"nosniff"),
    ]
    if refused.status == 401:
        headers.append((b"www-authenticate", b'Bearer realm="Augenhoehe"'))
    if refused.status == 429:
        headers.append((b"retry-after", b"60"))
    await send({"type": f"{kind}.start", "status": refused.status, "headers": headers})
    await send({"type": f"{kind}.body", "body": body, "more_body": False})


async def _say_what_is_allowed(send: Send) -> None:
    headers = [(b"allow", b"GET, HEAD, OPTIONS"), (b"access-control-allow-origin", b"*")]
    await send({"type": "http.response.start", "status": 204, "headers": headers})
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _say_all_is_well(send: Send) -> None:
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", b"2"),
        (b"cache-control", b"private, no-store"),
        (b"access-control-allow-origin", b"*"),
        (b"x-content-type-options", b"nosniff"),
    ]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"OK", "more_body": False})
