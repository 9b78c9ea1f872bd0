"""Films and sounds of other servers, passed on bite by bite; nothing of them is kept.

Opening them is left to the reader's browser, as of our own. So only what players know is
passed on, under exactly that name, and it may do nothing when it is opened by itself.
"""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

from django.conf import settings

from augenhoehe.config.server.answers import Receive, Scope, Send, header_words
from augenhoehe.config.server.protocol import ABORT
from augenhoehe.domain.media.models import ENDINGS
from augenhoehe.foundation.fetch import FetchFailed, FetchRefused
from augenhoehe.foundation.opened import opened
from augenhoehe.interfaces.web.pages.media.errands import Errand

if TYPE_CHECKING:
    import aiohttp

Headers = list[tuple[bytes, bytes]]
_AT_ONCE, _OF_ONE_SERVER = 24, 8
_BEGIN_SECONDS = 10.0
_BITE_SECONDS = 20.0  # without a byte from there
_READER_SECONDS = 60.0
_BITE = 256 * 1024
_RANGE = re.compile(r"bytes=(?:[0-9]{1,19}-[0-9]{0,19}|-[0-9]{1,19})", re.ASCII)
_PART = re.compile(r"bytes (?:[0-9]{1,19}-[0-9]{1,19}|\*)/([0-9]{1,19}|\*)", re.ASCII)
_UNNAMED = ("", "application/octet-stream", "binary/octet-stream")


class Recordings:
    """Those that are being played at the moment, by the server they come from."""

    def __init__(self) -> None:
        self._playing: dict[str, int] = {}

    async def send(
        self, errand: Errand, headers: Headers, scope: Scope, receive: Receive, send: Send
    ) -> bool:
        """Whether anything was sent; what broke off in between is cut off."""
        home = errand.home
        busy = self._playing.get(home, 0)
        if sum(self._playing.values()) >= _AT_ONCE or busy >= _OF_ONE_SERVER:
            return False
        self._playing[home] = busy + 1
        passing = _Passing(errand, scope, send)
        try:
            gone = asyncio.create_task(_disconnected(receive))
            try:
                await passing.on(headers, gone)
            finally:
                gone.cancel()
        except (FetchRefused, FetchFailed, TimeoutError):
            if passing.has_begun:
                scope.get("extensions", {}).get(ABORT, lambda: None)()
        finally:
            self._playing[home] -= 1
            if not self._playing[home]:
                del self._playing[home]
        return passing.has_begun


class _Passing:
    """One film on its way."""

    def __init__(self, errand: Errand, scope: Scope, send: Send) -> None:
        self._errand, self._scope, self._send = errand, scope, send
        self.has_begun = False

    async def on(self, headers: Headers, gone: asyncio.Task[None]) -> None:
        """From the question to the last bite. Raises FetchRefused, FetchFailed, TimeoutError."""
        async with opened(
            self._errand.url,
            headers=_asked(self._scope, self._errand),
            timeout=_BEGIN_SECONDS,
            allow_private=settings.FEDERATION_PRIVATE_ADDRESSES,
            allow_http=settings.FEDERATION_HTTP,
        ) as response:
            own = _checked(response, self._errand)
            status = response.status
            self.has_begun = True
            start = {"type": "http.response.start", "status": status, "headers": headers + own}
            await self._say(start)
            if self._scope["method"] != "HEAD" and status != 416:
                await self._bites(response, gone)
            await self._say({"type": "http.response.body", "body": b"", "more_body": False})

    async def _bites(self, response: aiohttp.ClientResponse, gone: asyncio.Task[None]) -> None:
        left = settings.RECORDING_BYTES
        while not gone.done():
            async with asyncio.timeout(_BITE_SECONDS):
                bite = await response.content.read(_BITE)
            if not bite:
                return
            left -= len(bite)
            if left < 0:
                raise FetchFailed("too_large")
            await self._say({"type": "http.response.body", "body": bite, "more_body": True})

    async def _say(self, message: dict[str, object]) -> None:
        async with asyncio.timeout(_READER_SECONDS):
            await self._send(message)


def _asked(scope: Scope, errand: Errand) -> dict[str, str]:
    """The part the player wants, if it says so plainly; nothing else of what it says goes out."""
    words = header_words(scope)
    part = words.get("range", "").strip()
    is_same = words.get("if-range", errand.headers["ETag"]) == errand.headers["ETag"]
    asked = {"Accept": "video/*, audio/*"}
    return asked | {"Range": part} if is_same and _RANGE.fullmatch(part) else asked


def _checked(response: aiohttp.ClientResponse, errand: Errand) -> Headers:
    """What of their headers we say again. Raises FetchFailed for what is not passed on."""
    if response.status not in (200, 206, 416):
        raise FetchFailed("status")
    if response.headers.get("Content-Encoding", "identity").lower() not in ("", "identity"):
        raise FetchFailed("encoding")
    said = response.content_type.lower() if "Content-Type" in response.headers else ""
    mime = errand.mime if said in _UNNAMED else said
    if mime not in ENDINGS:
        raise FetchFailed("type")
    if _size_of(response) > settings.RECORDING_BYTES:
        raise FetchFailed("too_large")
    headers = [(b"content-type", mime.encode())]
    if response.status == 416:
        headers.append((b"content-length", b"0"))
    elif response.content_length is not None:
        headers.append((b"content-length", b"%d" % response.content_length))
    part = response.headers.get("Content-Range", "")
    if response.status != 200 and _PART.fullmatch(part):
        headers.append((b"content-range", part.encode()))
    return headers


def _size_of(response: aiohttp.ClientResponse) -> int:
    """Of the whole, as far as they say."""
    part = _PART.fullmatch(response.headers.get("Content-Range", ""))
    return int(part[1]) if part and part[1] != "*" else response.content_length or 0


async def _disconnected(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
