"""Many arrivals, one commit: what comes within a few milliseconds is written together.

A commit that survives a power cut costs a turn of the disk. Who sent something is answered
after it, so that "202" is never a promise that could be broken.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Any, Protocol

from django.db import Error, OperationalError
from django.db.models import Count, Sum
from django.db.models.functions import Length

from augenhoehe.interfaces.federation.inbox import limits
from augenhoehe.interfaces.federation.inbox.receive import Arrival, Refused, keep
from augenhoehe.interfaces.federation.models import InboxItem

_GATHER_SECONDS = 0.005
_AT_ONCE = 300
_FULL = "Too much of this server waits to be read. Try again later."


class InThread(Protocol):
    """Has something done by the thread of the door."""

    def __call__(self, work: Callable[[], Any], /) -> Awaitable[Any]: ...


class Postbox:
    """`put` returns when the arrival is safe. `arrived` is called on the loop after a commit."""

    def __init__(self, in_thread: InThread, arrived: Callable[[], None]) -> None:
        self._in_thread = in_thread
        self._arrived = arrived
        self._waiting: list[tuple[Arrival, asyncio.Future[None]]] = []
        self._writing: asyncio.Task[None] | None = None
        self._rooms = Rooms()

    async def put(self, arrival: Arrival) -> None:
        """Keep it. Raises Refused where too much waits, an error of the database as it is."""
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((arrival, future))
        if self._writing is None:
            self._writing = asyncio.create_task(self._write_all())
        await future

    async def _write_all(self) -> None:
        await asyncio.sleep(_GATHER_SECONDS)
        while self._waiting:
            batch, self._waiting = self._waiting[:_AT_ONCE], self._waiting[_AT_ONCE:]
            try:
                fates = await self._in_thread(partial(self._write, [one for one, _ in batch]))
            except BaseException as error:
                fates = [error] * len(batch)
            for (_, future), fate in zip(batch, fates, strict=True):
                _tell(future, fate)
            self._arrived()
        self._writing = None

    def _write(self, arrivals: Sequence[Arrival]) -> list[BaseException | None]:
        """In the thread: keep those there is room for; what becomes of each."""
        has_room = self._rooms.take(arrivals)
        kept = [one for one, has in zip(arrivals, has_room, strict=True) if has]
        fates = iter(_kept(kept))
        return [next(fates) if has else Refused(429, _FULL) for has in has_room]


def _tell(future: asyncio.Future[None], fate: BaseException | None) -> None:
    if future.done():
        return
    if fate is None:
        future.set_result(None)
    else:
        future.set_exception(fate)


def _kept(arrivals: Sequence[Arrival]) -> list[BaseException | None]:
    """Together; one by one where one of them spoils it for all, none where nothing is written."""
    try:
        keep(arrivals)
    except OperationalError:
        raise
    except (Error, ValueError) as error:
        if len(arrivals) == 1:
            return [error]
        return [fate for one in arrivals for fate in _kept([one])]
    return [None] * len(arrivals)


class Rooms:
    """How many rows and bytes wait, per host and in all; counted anew every few seconds."""

    def __init__(self) -> None:
        self._of_host: Counter[str] = Counter()
        self._bytes_of_host: Counter[str] = Counter()
        self._in_all = 0
        self._bytes_in_all = 0
        self._counted_at = float("-inf")

    def take(self, arrivals: Sequence[Arrival]) -> list[bool]:
        """For each arrival whether there is room for it."""
        if time.monotonic() - self._counted_at > limits.WAITING_KEPT_SECONDS:
            self._count()
        return [self._take(one.host, len(one.body)) for one in arrivals]

    def _take(self, host: str, size: int) -> bool:
        rows, in_bytes = self._of_host[host], self._bytes_of_host[host]
        if rows >= limits.WAITING_PER_HOST or in_bytes >= limits.WAITING_BYTES_PER_HOST:
            return False
        if self._in_all >= limits.WAITING_IN_ALL:
            return False
        if self._bytes_in_all >= limits.WAITING_BYTES_IN_ALL:
            return False
        self._of_host[host] += 1
        self._bytes_of_host[host] += size
        self._in_all += 1
        self._bytes_in_all += size
        return True

    def _count(self) -> None:
        waiting = InboxItem.objects.filter(done_at__isnull=True)
        by_host = waiting.values("host").annotate(rows=Count("id"), size=Sum(Length("body")))
        counted = list(by_host.values_list("host", "rows", "size"))
        self._of_host = Counter({host: number for host, number, _bytes in counted})
        self._bytes_of_host = Counter({host: size or 0 for host, _number, size in counted})
        self._in_all = self._of_host.total()
        self._bytes_in_all = self._bytes_of_host.total()
        self._counted_at = time.monotonic()
