"""Asking other servers, apart from what is done with the answers.

What has to learn something elsewhere is a *course*: a generator that yields an `Ask` wherever
the network is needed and is sent the `Answer`. Between two asks it works with the database and
holds no transaction. So the same course runs in a thread of its own (`run_here`: pages, the
client API, jobs, tests) and beside the loop (`run_on_loop`), which waits for slow servers
while nothing else has to.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Generator
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeVar

from augenhoehe.activitypub.vocabulary import MEDIA_TYPE, MEDIA_TYPE_LD

T = TypeVar("T")
ACCEPT = f"{MEDIA_TYPE_LD}, {MEDIA_TYPE}"
ACCEPT_JRD = "application/jrd+json, application/json"


@dataclass(frozen=True, slots=True)
class Ask:
    """A document that is wanted. Signed by the server itself, unless `plain` (discovery)."""

    url: str
    accept: str = ACCEPT
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What came: `status` 0 and a `trouble` where nothing did (see `foundation.fetch`).

    `url` is where the answer came from after redirects, none of which left the fence.
    """

    url: str
    status: int = 0
    body: bytes = b""
    content_type: str = ""
    trouble: str = ""

    @property
    def is_gone(self) -> bool:
        """Whether the server says that there is nothing (any more)."""
        return self.status in (404, 410)


Course = Generator[Ask, Answer, T]
Asker = Callable[[Ask], Answer]


def run_here(course: Course[T], ask: Asker) -> T:
    """Take a course to its end in this thread."""
    try:
        wanted = next(course)
        while True:
            wanted = course.send(ask(wanted))
    except StopIteration as end:
        result: T = end.value
        return result


async def run_on_loop(
    course: Course[T],
    ask: Callable[[Ask], Awaitable[Answer]],
    step: Callable[[Callable[[], _Step[T]]], Awaitable[_Step[T]]],
) -> T:
    """Take a course to its end beside the loop; `step` runs each piece in a database thread."""
    now = await step(partial(_go_on, course, None))
    while isinstance(now, Ask):
        answer = await ask(now)
        now = await step(partial(_go_on, course, answer))
    return now.result


@dataclass(frozen=True, slots=True)
class _End(Generic[T]):
    result: T


_Step = Ask | _End[T]


def _go_on(course: Course[T], answer: Answer | None) -> _Step[T]:
    """One piece of a course: up to its next question, or its end."""
    try:
        return next(course) if answer is None else course.send(answer)
    except StopIteration as end:
        return _End(end.value)
