"""What tells everybody the same is kept on the loop for some seconds.

Every app asks for the description of a server whenever it starts. Making it anew costs a
thread and a trip through Django; handing out what was handed out a moment ago costs nothing.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from time import monotonic
from typing import Any

from augenhoehe.config.server.answers import Application, Receive, Scope, Send, header_words

_KEPT = frozenset({"/api/v1/instance", "/api/v2/instance"})
_SECONDS = 10.0
_MOST_KINDS = 20  # of headers that make a difference


class KeptAnswers:
    """Passes everything on to `pages`, but for what it was just asked."""

    def __init__(self, pages: Application) -> None:
        self._pages = pages
        self._known: dict[tuple[str, str, str], tuple[float, list[Any]]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        key = _key(scope)
        if key is None:
            await self._pages(scope, receive, send)
            return
        until, messages = self._known.get(key, (0.0, []))
        if until < monotonic():
            messages = []
            await self._pages(scope, receive, _overheard(send, messages))
            self._keep(key, messages)
            return
        for message in messages:
            await send(dict(message))

    def _keep(self, key: tuple[str, str, str], messages: list[Any]) -> None:
        is_whole = bool(messages) and not messages[-1].get("more_body", False)
        if is_whole and messages[0].get("status") == 200:
            if len(self._known) >= _MOST_KINDS:
                self._known.clear()
            self._known[key] = (monotonic() + _SECONDS, messages)


def _key(scope: Scope) -> tuple[str, str, str] | None:
    """What the answer depends on; None where it is not one of those that are kept."""
    if scope["path"] not in _KEPT or scope["method"] != "GET" or scope["query_string"]:
        return None
    words = header_words(scope)  # repeated ones together, as the pages read them
    return scope["path"], words.get("accept-language", ""), words.get("accept", "")


def _overheard(send: Send, messages: list[Any]) -> Send:
    async def passed_on(message: MutableMapping[str, Any]) -> None:
        messages.append(dict(message))
        await send(message)

    return passed_on
