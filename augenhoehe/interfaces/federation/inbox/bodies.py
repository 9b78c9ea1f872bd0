"""Bodies as they come to the door, never more of them than was agreed, and short answers."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any

import orjson

from augenhoehe.interfaces.federation.inbox import limits
from augenhoehe.interfaces.federation.inbox.receive import Refused

Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

_KINDS = frozenset({"application/activity+json", "application/ld+json", "application/json"})
_LINGER_SECONDS = 1.0
_TOO_LARGE = f"An activity has at most {limits.BODY_BYTES} bytes."
_in_flight = 0


class Gone(Exception):
    """The sender has gone before the body was complete."""


async def body_of(headers: Iterable[tuple[bytes, bytes]], receive: Receive) -> bytes:
    """The body of a request, refused by its headers where they say enough."""
    named = {name.lower(): value for name, value in headers}
    kind = named.get(b"content-type", b"").partition(b";")[0].strip().lower()
    if kind.decode("latin-1") not in _KINDS:
        raise Refused(415, "An inbox takes application/activity+json.")
    # A small body that unpacks to a large one is a trap; no server packs what it sends.
    if named.get(b"content-encoding", b"identity").strip().lower() != b"identity":
        raise Refused(415, "An inbox takes no compressed bodies.")
    length = named.get(b"content-length", b"0")
    if not length.isdigit() or len(length) > 18 or int(length) > limits.BODY_BYTES:
        raise Refused(413, _TOO_LARGE)
    try:
        async with asyncio.timeout(limits.BODY_SECONDS):
            return await _read(receive)
    except TimeoutError:
        raise Refused(408, "The request took too long to arrive.") from None


async def _read(receive: Receive) -> bytes:
    global _in_flight
    bites: list[bytes] = []
    size = 0
    try:
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise Gone
            bite: bytes = message.get("body", b"")
            bites.append(bite)
            size += len(bite)
            _in_flight += len(bite)
            if size > limits.BODY_BYTES:
                raise Refused(413, _TOO_LARGE)
            if _in_flight > limits.BYTES_AT_THE_DOOR:
                raise Refused(503, "The server is very busy.")
            if not message.get("more_body", False):
                return b"".join(bites)
    finally:
        _in_flight -= size


async def answer(send: Send, receive: Receive, status: int, text: str = "") -> None:
    """A short answer; after a refusal the sender has a moment to notice, though it still sends."""
    body = orjson.dumps({"error": text}) if text else b""
    headers = [
        (b"content-type", b"application/json; charset=utf-8"),
        (b"content-length", b"%d" % len(body)),
        (b"x-content-type-options", b"nosniff"),
        (b"cache-control", b"no-store"),
    ]
    if status in (429, 503):
        headers.append((b"retry-after", b"%d" % limits.RETRY_AFTER))
    if status == 405:
        headers.append((b"allow", b"POST"))
    is_unread = status in (408, 413, 415)
    if is_unread:
        headers.append((b"connection", b"close"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": is_unread})
    if is_unread:
        await _let_go(receive)
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _let_go(receive: Receive) -> None:
    try:
        async with asyncio.timeout(_LINGER_SECONDS):
            while (await receive())["type"] != "http.disconnect":
                pass
    except TimeoutError:
        pass
