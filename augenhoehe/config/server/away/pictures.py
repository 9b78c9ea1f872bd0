"""Pictures of other servers: fetched, opened by the process that opens all pictures, sent on.

Made anew, they are small, tell nothing about who took them and cannot hurt who looks. What
was just made stays in memory for a while: a page is read by many. What did not come is not
asked for again at once.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections import OrderedDict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import monotonic
from urllib.parse import urlsplit

from django.conf import settings

from augenhoehe.domain.media.away import LADDERS, folder_for
from augenhoehe.domain.media.sizes import MOST_PIXELS
from augenhoehe.foundation.fetch import FetchFailed, FetchRefused, fetch
from augenhoehe.foundation.images import BadImage, process_image
from augenhoehe.foundation.patience import Patience
from augenhoehe.interfaces.web.pages.media.errands import Errand

_ACCEPT = "image/webp, image/png, image/jpeg, image/gif, image/avif"
_SECONDS = 10.0
_PATIENCE_SECONDS = 15.0  # with the waiting for others before
_AT_ONCE, _OF_ONE_SERVER, _IN_ALL = 16, 4, 200
_OPENED_AT_ONCE = 2
_MEMORY_BYTES = 32 * 1024**2
_MEMORY_SECONDS = 3600.0
_SORRY_SECONDS = 300.0
_MOST_REMEMBERED = 2000

_Key = tuple[str, str, str]


class Pictures:
    """What is on its way, what was just made, and what could not be had."""

    def __init__(self) -> None:
        self._underway: dict[_Key, asyncio.Task[bytes | None]] = {}
        self._made = _Made()
        self._sorry: OrderedDict[str, float] = OrderedDict()
        self._asking = asyncio.Semaphore(_AT_ONCE)
        self._lanes: dict[str, asyncio.Semaphore] = {}
        self._openers = ThreadPoolExecutor(_OPENED_AT_ONCE, thread_name_prefix="away")

    async def get(self, errand: Errand) -> bytes | None:
        """The picture as WebP; None where there is none to be had now."""
        key = (errand.url, errand.ladder, errand.size)
        if (known := self._made.get(key)) is not None:
            return known
        task = self._underway.get(key)
        if task is None:
            is_hopeless = self._sorry.get(errand.url, 0.0) > monotonic()
            if is_hopeless or len(self._underway) >= _IN_ALL:
                return None
            task = asyncio.create_task(self._bring(errand, key))
            self._underway[key] = task
            task.add_done_callback(lambda _: self._underway.pop(key, None))
        return await asyncio.shield(task)  # who goes away does not stop it for the others

    async def _bring(self, errand: Errand, key: _Key) -> bytes | None:
        try:
            async with asyncio.timeout(_PATIENCE_SECONDS), self._lane(errand), self._asking:
                body = await _fetched(errand)
            loop = asyncio.get_running_loop()
            made = await loop.run_in_executor(self._openers, _opened, errand, body)
        except (FetchRefused, FetchFailed, BadImage):
            self._remember_failure(errand.url)
            return None
        except (Patience, OSError, TimeoutError):  # ours, or the queue's: ask again any time
            return None
        self._made.keep(key, made)
        return made

    def _lane(self, errand: Errand) -> asyncio.Semaphore:
        """A slow server holds up its own pictures and nobody else's."""
        if len(self._lanes) >= _MOST_REMEMBERED:
            self._lanes = {name: one for name, one in self._lanes.items() if one.locked()}
        server = urlsplit(errand.url).netloc
        return self._lanes.setdefault(server, asyncio.Semaphore(_OF_ONE_SERVER))

    def _remember_failure(self, url: str) -> None:
        self._sorry[url] = monotonic() + _SORRY_SECONDS
        while len(self._sorry) > _MOST_REMEMBERED:
            self._sorry.popitem(last=False)


class _Made:
    """The pictures made last, for a while and within bounds."""

    def __init__(self) -> None:
        self._known: OrderedDict[_Key, tuple[float, bytes]] = OrderedDict()
        self._bytes = 0

    def get(self, key: _Key) -> bytes | None:
        until, body = self._known.get(key, (0.0, b""))
        if until < monotonic():
            return None
        self._known.move_to_end(key)
        return body

    def keep(self, key: _Key, body: bytes) -> None:
        self._bytes += len(body) - len(self._known.pop(key, (0.0, b""))[1])
        self._known[key] = (monotonic() + _MEMORY_SECONDS, body)
        while self._bytes > _MEMORY_BYTES:
            _key, (_until, dropped) = self._known.popitem(last=False)
            self._bytes -= len(dropped)


async def _fetched(errand: Errand) -> bytes:
    found = await fetch(
        errand.url,
        max_bytes=settings.PICTURE_BYTES,
        timeout=_SECONDS,
        accept=_ACCEPT,
        allow_private=settings.FEDERATION_PRIVATE_ADDRESSES,
        allow_http=settings.FEDERATION_HTTP,
    )
    if found.status != 200:
        raise FetchFailed("status")
    return found.body


def _opened(errand: Errand, body: bytes) -> bytes:
    """The picture in its size, made anew (in a thread). What may be kept is kept in all sizes."""
    ladder = LADDERS[errand.ladder]
    is_kept = settings.FEDERATION_KEEP_MEDIA_DAYS > 0
    with tempfile.TemporaryDirectory(prefix="away-") as workshop:
        source = Path(workshop) / "source"
        source.write_bytes(body)
        folder = folder_for(errand.home, errand.url) if is_kept else Path(workshop)
        process_image(
            source,
            folder,
            sizes=ladder if is_kept else {errand.size: ladder[errand.size]},
            max_pixels=MOST_PIXELS,
            max_bytes=settings.PICTURE_BYTES,
            square=errand.ladder == "portrait",
        )
        return (folder / f"{errand.size}.webp").read_bytes()
