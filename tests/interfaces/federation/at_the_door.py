"""The real door for tests: its loop runs in a thread, its database work in the test's own.

    door = AtTheDoor(elsewhere.ask)
    answer = door.sends(ada.request(ada.creates()))   # Answered(status, text, headers)

So everything stands in the transaction of the test. Nothing is processed by it: call
`process_waiting(elsewhere.ask)` afterwards.
"""

from __future__ import annotations

import asyncio
import contextvars
import queue
import threading
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from typing import Any

import orjson

from augenhoehe.interfaces.federation.asking import Answer, Ask
from augenhoehe.interfaces.federation.inbox.door import Door
from tests.interfaces.federation.elsewhere import Request


@dataclass(frozen=True)
class Answered:
    """What the door said."""

    status: int
    body: bytes
    headers: dict[str, str]

    @property
    def error(self) -> str:
        return str(orjson.loads(self.body)["error"]) if self.body else ""


class HandedOver(Executor):
    """Has everything done by the thread that calls `work_until`."""

    def __init__(self) -> None:
        self._calls: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **options: Any) -> Any:
        future: Future[Any] = Future()

        def call() -> None:
            try:
                future.set_result(function(*arguments, **options))
            except BaseException as error:
                future.set_exception(error)

        self._calls.put(call)
        return future

    def work_until(self, thread: threading.Thread) -> None:
        """Do what is handed over until the thread ends (it says so with `stop`)."""
        while (call := self._calls.get()) is not None:
            call()
        thread.join()

    def stop(self) -> None:
        self._calls.put(None)


class AtTheDoor:
    """A door that asks `ask` (which may be `async`) for keys.

    It remembers what a door remembers, between requests.
    """

    def __init__(self, ask: Callable[[Ask], Answer | Awaitable[Answer]]) -> None:
        async def asks(wanted: Ask) -> Answer:
            answer = ask(wanted)
            return answer if isinstance(answer, Answer) else await answer

        self._executor = HandedOver()
        self.rung = 0
        self.door = Door(self._ring, ask=asks, executor=self._executor)

    def _ring(self) -> None:
        self.rung += 1

    def sends(self, request: Request, *, peer: str = "198.51.100.7", bites: int = 1) -> Answered:
        """One request; its body in so many bites."""
        return self.send_all([request], peer=peer, bites=bites)[0]

    def send_all(
        self, requests: Sequence[Request], *, peer: str = "198.51.100.7", bites: int = 1
    ) -> list[Answered]:
        """Several requests at the same time."""
        answers: list[Answered] = []

        async def all_at_once() -> None:
            jobs = [self._one(request, peer, bites) for request in requests]
            answers.extend(await asyncio.gather(*jobs))

        troubles: list[BaseException] = []
        context = contextvars.copy_context()  # the pretended time, say

        def run() -> None:
            try:
                context.run(asyncio.run, all_at_once())
            except BaseException as trouble:
                troubles.append(trouble)
            finally:
                self._executor.stop()

        thread = threading.Thread(target=run)
        thread.start()
        self._executor.work_until(thread)
        if troubles:
            raise troubles[0]
        return answers

    async def _one(self, request: Request, peer: str, bites: int) -> Answered:
        said: list[dict[str, Any]] = []
        size = -(-len(request.body) // bites) or 1
        parts = [request.body[at : at + size] for at in range(0, len(request.body), size)] or [b""]

        async def receive() -> dict[str, Any]:
            if not parts:
                return {"type": "http.disconnect"}
            return {"type": "http.request", "body": parts.pop(0), "more_body": bool(parts)}

        async def send(message: Any) -> None:
            said.append(message)

        path, _, query = request.target.partition("?")
        scope = {
            "type": "http",
            "method": request.method,
            "path": path,
            "raw_path": path.encode("latin-1"),
            "query_string": query.encode("latin-1"),
            "headers": request.headers,
            "client": (peer, 1234),
        }
        await self.door(scope, receive, send)
        body = b"".join(one.get("body", b"") for one in said)
        headers = {name.decode(): value.decode() for name, value in said[0]["headers"]}
        return Answered(said[0]["status"], body, headers)
