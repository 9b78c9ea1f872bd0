"""`/live`: what happens now, as server-sent events, on the loop and without a thread.

A page asks for channels; the doorkeeper says which of them this visitor may hear, and is
asked again every minute, so that a stream does not outlive a session.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from concurrent.futures import Executor
from typing import Any
from urllib.parse import parse_qs

from django.db import close_old_connections

from augenhoehe.config.server.answers import Receive, Scope, Send, answer, header_words
from augenhoehe.config.server.protocol import ABORT
from augenhoehe.foundation import live

_CHANNELS_AT_MOST = 20
_CHANNEL_LENGTH = 100
_KEEP_ALIVE_SECONDS = 15.0
# Looked at in silences too, so it is asked again within a minute.
_ASK_AGAIN_SECONDS = 40.0
# A whole company may sit behind one address.
_STREAMS_PER_ADDRESS = 200
_STREAMS_IN_ALL = 2000

_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]


class LiveStreams:
    """The ASGI application behind `/live`."""

    def __init__(self, executor: Executor | None = None) -> None:
        self._executor = executor
        self._open: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] != "GET":
            await answer(send, 405, "Live updates are read with GET.", (b"allow", b"GET"))
            return
        address = (scope.get("client") or ("",))[0]
        if self._is_full(address):
            await answer(send, 429, "Too many open streams.", (b"retry-after", b"60"))
            return
        self._open[address] += 1
        try:
            await self._serve(scope, receive, send)
        finally:
            self._open -= Counter({address: 1})

    def _is_full(self, address: str) -> bool:
        return self._open[address] >= _STREAMS_PER_ADDRESS or self._open.total() >= _STREAMS_IN_ALL

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = header_words(scope)
        channels = await self._heard(headers, wanted_channels(scope["query_string"]))
        if not channels:
            await answer(send, 403, "There is nothing you may hear at this address.")
            return
        subscription = live.subscribe(channels)
        watch = asyncio.create_task(end_on_disconnect(subscription, receive, scope))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
            await say(send, b"retry: 3000\n\n")
            await self._tell(subscription, headers, send)
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            subscription.end()
            watch.cancel()

    async def _heard(self, headers: Mapping[str, str], wanted: Sequence[str]) -> list[str]:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._executor, _ask_doorkeeper, headers, wanted)

    async def _tell(
        self, subscription: live.Subscription, headers: Mapping[str, str], send: Send
    ) -> None:
        """Pass messages on until there are no more, or this visitor may not hear them all."""
        clock = asyncio.get_running_loop().time
        ask_again_at = clock() + _ASK_AGAIN_SECONDS
        async for message in with_silences(subscription):
            await say(send, as_event(message) if message else b": still here\n\n")
            if clock() >= ask_again_at:
                ask_again_at = clock() + _ASK_AGAIN_SECONDS
                heard = await self._heard(headers, sorted(subscription.channels))
                if set(heard) != subscription.channels:
                    return


def _ask_doorkeeper(headers: Mapping[str, str], wanted: Sequence[str]) -> list[str]:
    close_old_connections()
    return live.may_hear(headers, wanted)


async def with_silences(subscription: live.Subscription) -> AsyncIterator[live.Message | None]:
    """The messages, and None whenever nothing happened for a while."""
    while True:
        try:
            async with asyncio.timeout(_KEEP_ALIVE_SECONDS):
                message = await anext(subscription, None)
        except TimeoutError:
            yield None
            continue
        if message is None:
            return
        yield message


async def end_on_disconnect(
    subscription: live.Subscription, receive: Receive, scope: Scope
) -> None:
    """End with the connection; and cut the connection of a reader who fell behind."""
    gone = asyncio.create_task(_disconnected(receive))
    ended = asyncio.create_task(subscription.ended.wait())
    try:
        await asyncio.wait({gone, ended}, return_when=asyncio.FIRST_COMPLETED)
        subscription.end()
        if subscription.fell_behind:
            abort_of(scope)()
    finally:
        gone.cancel()
        ended.cancel()


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def abort_of(scope: Scope) -> Callable[[], Any]:
    abort: Callable[[], Any] = scope.get("extensions", {}).get(ABORT, lambda: None)
    return abort


async def say(send: Send, body: bytes) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": True})


def wanted_channels(query: bytes) -> list[str]:
    """The channels a query asks for, once each, without what cannot be one."""
    asked = ",".join(parse_qs(query.decode("latin-1")).get("channels", [])).split(",")
    clean = [name.strip() for name in asked]
    return list(dict.fromkeys(n for n in clean if 0 < len(n) <= _CHANNEL_LENGTH))[
        :_CHANNELS_AT_MOST
    ]


def as_event(message: live.Message) -> bytes:
    """A message in the form of the event stream; line breaks cannot forge another event."""
    lines = message.data.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    event = " ".join(message.event.split())
    return f"event: {event}\n{''.join(f'data: {line}' + chr(10) for line in lines)}\n".encode()
