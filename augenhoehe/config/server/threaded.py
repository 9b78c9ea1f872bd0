"""A WSGI application behind one thread hop: Django at its fastest, bodies streamed.

Django's own ASGI handler costs eight times as much (architecture.md, decision 1). Here a
request whose body is complete goes to a thread once and comes back with a whole small
answer; a long answer is fetched bite by bite, as fast as its reader takes it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from augenhoehe.config.server.answers import (
    Receive,
    Scope,
    Send,
    answer,
    header_words,
    start_answer,
)
from augenhoehe.config.server.bodies import BodyRefused, Disconnected, announced_size, receive_body
from augenhoehe.config.server.environ import environ_of
from augenhoehe.config.server.protocol import ABORT

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

# An answer up to this size is collected in the thread and sent at once.
_AT_ONCE = 262_144
_WAITING_AT_MOST = 500
_READER_SECONDS = 60.0
_LINGER_SECONDS = 2.0
_BUSY, _STOPPING = "The server is very busy.", "The server is stopping."
_WITHOUT_BODY = frozenset({204, 304})


@dataclass(slots=True)
class Answer:
    """What the application said: the head, a first part, and the rest if there is one."""

    status: int = 500
    headers: list[tuple[bytes, bytes]] = field(default_factory=list)
    parts: list[bytes] = field(default_factory=list)
    result: Iterable[bytes] = ()
    rest: Iterator[bytes] | None = None

    def start(self, status: str, headers: list[tuple[str, str]], _: Any = None) -> None:
        """WSGI's `start_response`."""
        self.status = int(status[:3])
        self.headers = [
            (name.lower().encode("latin-1"), str(value).strip().encode("latin-1"))
            for name, value in headers
        ]

    def has_length(self) -> bool:
        return any(name == b"content-length" for name, _ in self.headers)

    def close(self) -> None:
        """Tell the application that its answer is no longer needed (in a thread)."""
        close = getattr(self.result, "close", None)
        if close is not None:
            close()


class ThreadedWSGI:
    """An ASGI application that answers with a WSGI application in a pool of threads."""

    def __init__(self, application: Wsgi, executor: Executor, folder: Path) -> None:
        self._application = application
        self._executor = executor
        self._folder = folder
        self._waiting = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._waiting >= _WAITING_AT_MOST:
            await answer(send, 503, _BUSY, (b"retry-after", b"5"), path=scope["path"])
            return
        headers = header_words(scope)
        try:
            body = await receive_body(receive, announced_size(headers), self._folder)
        except Disconnected:
            return
        except BodyRefused as refusal:
            await _refuse(send, receive, refusal, scope["path"])
            return
        with body.file:
            environ = environ_of(scope, headers, body.file, body.size)
            try:
                said = await self._in_thread(_ask, self._application, environ)
            except asyncio.CancelledError:  # the server stops, and this took too long
                await answer(send, 503, _STOPPING, (b"retry-after", b"10"), path=scope["path"])
                return
            await self._send(said, scope, receive, send)

    async def _in_thread(self, function: Callable[..., Any], *arguments: Any) -> Any:
        self._waiting += 1
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._executor, function, *arguments)
        finally:
            self._waiting -= 1

    async def _send(self, said: Answer, scope: Scope, receive: Receive, send: Send) -> None:
        patient = Patient(scope, send)
        await patient.start(said)
        if said.rest is None:
            await patient.say(b"".join(said.parts), more=False)
            return
        gone = asyncio.create_task(_disconnected(receive))
        try:
            bite: bytes | None = b"".join(said.parts)
            while bite is not None and not gone.done():
                await patient.say(bite, more=True)
                bite = await self._in_thread(next, said.rest, None)
            await patient.say(b"", more=False)
        finally:
            gone.cancel()
            await self._in_thread(said.close)


@dataclass(frozen=True, slots=True)
class Patient:
    """Sends to one reader, and cuts the connection when nothing is taken any more."""

    scope: Scope
    send: Send

    async def start(self, said: Answer) -> None:
        await self._send(
            {"type": "http.response.start", "status": said.status, "headers": said.headers}
        )

    async def say(self, body: bytes, *, more: bool) -> None:
        await self._send({"type": "http.response.body", "body": body, "more_body": more})

    async def _send(self, message: MutableMapping[str, Any]) -> None:
        try:
            async with asyncio.timeout(_READER_SECONDS):
                await self.send(message)
        except TimeoutError:
            # From now on the connection counts as lost, and sending as done.
            self.scope.get("extensions", {}).get(ABORT, lambda: None)()


def _ask(application: Wsgi, environ: dict[str, Any]) -> Answer:
    """One request in a thread, from beginning to end unless the answer is long."""
    said = Answer()
    said.result = application(environ, said.start)
    try:
        if said.status in _WITHOUT_BODY:
            said.headers = [header for header in said.headers if header[0] != b"content-length"]
        elif environ["REQUEST_METHOD"] == "HEAD":
            _measure(said)
        else:
            _collect(said)
    except BaseException:
        said.close()
        raise
    if said.rest is None:
        said.close()
    return said


def _collect(said: Answer) -> None:
    """Take the answer whole if it is small, else its beginning."""
    bites = iter(said.result)
    # What is produced while it is sent should be seen while it is produced.
    enough = 0 if getattr(said.result, "streaming", False) else _AT_ONCE
    size = 0
    for bite in bites:
        said.parts.append(bite)
        size += len(bite)
        if size > enough:
            said.rest = bites
            return
    if not said.has_length():
        said.headers.append((b"content-length", b"%d" % size))


def _measure(said: Answer) -> None:
    """HEAD keeps the length GET would have, where that is known without much work."""
    if not said.has_length() and not getattr(said.result, "streaming", False):
        size = sum(len(bite) for bite in said.result)
        said.headers.append((b"content-length", b"%d" % size))


async def _refuse(send: Send, receive: Receive, refusal: BodyRefused, path: str) -> None:
    """Answer before the body has been read, and give the sender a moment to notice."""
    close = (b"connection", b"close")
    await start_answer(send, refusal.status, str(refusal), close, path=path)
    try:
        async with asyncio.timeout(_LINGER_SECONDS):
            await _disconnected(receive)
    except TimeoutError:
        pass
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
