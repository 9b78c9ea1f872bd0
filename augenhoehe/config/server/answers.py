"""Small things every ASGI part needs: its types, headers as words, and a plain answer."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import orjson

from augenhoehe.foundation.programs import is_for_programs

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]


async def answer(
    send: Send, status: int, text: str, *headers: tuple[bytes, bytes], path: str = ""
) -> None:
    """A short answer in plain words, for what never reaches a page."""
    await start_answer(send, status, text, *headers, path=path)
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def start_answer(
    send: Send, status: int, text: str, *headers: tuple[bytes, bytes], path: str = ""
) -> None:
    """Like `answer`, but leaves the connection open. Programs, by their `path`, get JSON."""
    is_json = is_for_programs(path)
    body = orjson.dumps({"error": text}) if is_json else f"{text}\n".encode()
    kind = b"application/json" if is_json else b"text/plain"
    every = [
        (b"content-type", kind + b"; charset=utf-8"),
        (b"content-length", b"%d" % len(body)),
        (b"x-content-type-options", b"nosniff"),
        *([(b"access-control-allow-origin", b"*")] if is_json else []),
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
