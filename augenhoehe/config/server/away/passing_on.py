"""Takes errands from pages that may show something of another server, and does them.

Who may see it was decided by the page (`web/pages/media/errands.py`), which also said what is
shown where nothing comes. So nothing here can fail loudly.
"""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from augenhoehe.config.server.answers import Application, Receive, Scope, Send
from augenhoehe.config.server.away.pictures import Pictures
from augenhoehe.config.server.away.recordings import Recordings
from augenhoehe.interfaces.web.pages.media.errands import HEADER, Errand

_HEADER = HEADER.lower().encode()
_PLACES = ("/media/", "/portraits/", "/headers/", "/emoji/")
# What the page said of the thing shown instead, and not of what is passed on.
_OF_THE_OTHER = frozenset(
    {b"content-type", b"content-length", b"cache-control", b"retry-after", b"etag"}
)


class PassingOn:
    """An ASGI application around that of the pages."""

    def __init__(self, pages: Application) -> None:
        self._pages = pages
        self._pictures = Pictures()
        self._recordings = Recordings()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not scope["path"].startswith(_PLACES):
            await self._pages(scope, receive, send)
            return
        heard = _Heard(send)
        await self._pages(scope, receive, heard)
        if heard.errand is not None:
            await self._do(heard.errand, heard.instead, scope, receive, send)

    async def _do(
        self,
        errand: Errand,
        instead: list[MutableMapping[str, Any]],
        scope: Scope,
        receive: Receive,
        send: Send,
    ) -> None:
        headers = _headers(errand, instead[0]["headers"])
        if not errand.ladder:
            is_done = await self._recordings.send(errand, headers, scope, receive, send)
        else:
            body = await self._pictures.get(errand)
            is_done = body is not None
            if body is not None:
                await _send_picture(body, headers, scope, send)
        if not is_done:
            for message in instead:
                await send(message)


class _Heard:
    """Listens to what a page says: its answer goes on, unless it names an errand."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.errand: Errand | None = None
        self.instead: list[MutableMapping[str, Any]] = []

    async def __call__(self, message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            for name, value in message["headers"]:
                if name.lower() == _HEADER:
                    self.errand = Errand.read(value)
            kept = [one for one in message["headers"] if one[0].lower() != _HEADER]
            message = {**message, "headers": kept}
        if self.errand is None:
            await self._send(message)
        else:
            self.instead.append(message)


def _headers(errand: Errand, said: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Those of every page, and on top of them those of the errand."""
    own = {name.lower().encode(): value.encode() for name, value in errand.headers.items()}
    rest = [one for one in said if one[0] not in _OF_THE_OTHER and one[0] not in own]
    return [*rest, *own.items()]


async def _send_picture(
    body: bytes, headers: list[tuple[bytes, bytes]], scope: Scope, send: Send
) -> None:
    own = [(b"content-type", b"image/webp"), (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": 200, "headers": headers + own})
    shown = b"" if scope["method"] == "HEAD" else body
    await send({"type": "http.response.body", "body": shown, "more_body": False})
