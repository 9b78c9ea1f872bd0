"""Small things every ASGI part needs: its types, headers as words, and a plain answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


async def answer(send: Send, status: int, text: str, *headers: tuple[bytes, bytes]) -> None:
    """A short answer in plain words, for what never reaches a page."""
    await start_answer(send, status, text, *headers)
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def start_answer(send: Send, status: int, text: str, *headers: tuple[bytes, bytes]) -> None:
    """Like `answer`, but leaves the connection open."""
    body = f"{text}\n".encode()
    every = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", b"%d" % len(body)),
        (b"x-content-type-options", b"nosniff"),
        *headers,
    ]
    await send({"type": "http.response.start", "status": status, "headers": every})
    await send({"type": "http.response.body", "body": body, "more_body": True})


def header_words(scope: Scope) -> dict[str, str]:
    """The headers by lower-case name; repeated ones joined as HTTP allows."""
    words: dict[str, str] = {}
    for raw_name, raw_value in scope["headers"]:
        name, value = raw_name.decode("latin-1"), raw_value.decode("latin-1")
        joint = "; " if name == "cookie" else ","
        words[name] = f"{words[name]}{joint}{value}" if name in words else value
    return words
