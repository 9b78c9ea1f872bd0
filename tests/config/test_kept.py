"""What tells everybody the same is made once and handed out for some seconds."""

from __future__ import annotations

import asyncio

from augenhoehe.config.server import kept
from augenhoehe.config.server.kept import KeptAnswers


class Pages:
    """Answers with how often it was asked."""

    def __init__(self, status: int = 200) -> None:
        self.asked, self.status = 0, status

    async def __call__(self, scope, receive, send) -> None:
        self.asked += 1
        await send({"type": "http.response.start", "status": self.status, "headers": []})
        await send({"type": "http.response.body", "body": b"%d" % self.asked, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


def _ask(
    door, path="/api/v2/instance", method="GET", query=b"", before=(), **headers: bytes
) -> bytes:
    raw = [(name.replace("_", "-").encode(), value) for name, value in headers.items()]
    raw = [*before, *raw]
    scope = {"path": path, "method": method, "query_string": query, "headers": raw}
    said = []

    async def send(message) -> None:
        said.append(message)

    asyncio.run(door(scope, None, send))
    return b"".join(one.get("body", b"") for one in said)


def test_the_same_question_is_answered_from_memory():
    door = KeptAnswers(pages := Pages())

    assert [_ask(door), _ask(door)] == [b"1", b"1"]
    assert pages.asked == 1


def test_what_makes_a_difference_is_asked_anew():
    door = KeptAnswers(Pages())

    assert _ask(door) == b"1"
    assert _ask(door, accept_language=b"de") == b"2"
    assert _ask(door, accept=b"text/html") == b"3"
    assert _ask(door, query=b"lang=de") == b"4"
    assert _ask(door, method="HEAD") == b"5"
    assert _ask(door, path="/api/v1/instance") == b"6"
    assert _ask(door, path="/api/v1/timelines/home") == b"7"
    assert _ask(door, path="/api/v1/timelines/home") == b"8"


def test_nobody_chooses_the_language_of_others_by_a_header_that_comes_twice():
    door = KeptAnswers(Pages())

    assert _ask(door, before=[(b"accept-language", b"de")], accept_language=b"") == b"1"
    assert _ask(door) == b"2"


def test_a_refusal_is_not_kept():
    door = KeptAnswers(Pages(status=503))

    assert [_ask(door), _ask(door)] == [b"1", b"2"]


def test_after_some_seconds_it_is_made_anew(monkeypatch):
    now = [100.0]
    monkeypatch.setattr(kept, "monotonic", lambda: now[0])
    door = KeptAnswers(Pages())

    assert _ask(door) == b"1"
    now[0] += 11
    assert _ask(door) == b"2"
