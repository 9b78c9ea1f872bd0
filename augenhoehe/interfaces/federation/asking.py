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
MOST_ASKS = 40  # of one course, whatever it finds
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


def bounded(course: Course[T], most: int = MOST_ASKS) -> Course[T]:
    """The same course, which is told nothing more after so many questions.

    Whoever publishes a document that names another and so on for ever is asked `most` times.
    """
    asked = 0
    try:
        wanted = next(course)
        while True:
            asked += 1
            answer = Answer(wanted.url, trouble="too_many")
            if asked <= most:
                answer = yield wanted
            wanted = course.send(answer)
    except StopIteration as end:
        result: T = end.value
        return result


def run_here(course: Course[T], ask: Asker) -> T:
    """Take a course to its end in this thread."""
    course = bounded(course)
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
    course = bounded(course)
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
