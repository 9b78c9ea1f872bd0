"""Taking deliveries to other servers, beside everything else on the loop.

A thread of its own works with the database and signs (`turns`): it writes down what came of the
last deliveries and takes the next ones. The loop only carries them. Each server has a lane with
few places, so that one that hangs holds up nobody else.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from time import sleep
from typing import TypeVar

from django.db import DatabaseError, close_old_connections, connection

from augenhoehe.foundation.fetch_pool import Pool
from augenhoehe.foundation.jobs import wakeup
from augenhoehe.interfaces.federation.outbox.breaker import OPENS_AFTER, is_failure
from augenhoehe.interfaces.federation.outbox.carrying import (
    MOMENT_SECONDS,
    Courtesy,
    Lane,
    Prepared,
    carry,
    open_pool,
)
from augenhoehe.interfaces.federation.outbox.parcels import (
    Carried,
    Headers,
    Parcel,
)
from augenhoehe.interfaces.federation.outbox.retry import Answered
from augenhoehe.interfaces.federation.outbox.turns import AT_ONCE, turn

logger = logging.getLogger(__name__)
T = TypeVar("T")

_POLL_SECONDS = 2.0
_AFTER_TROUBLE_SECONDS = 5.0
_RESULTS_AT_ONCE = 48
_GATHER_SECONDS = 0.02
# What takes longer than this gives its place to others; so many may hang at the same time.
_SLOW_SECONDS = 1.0
_HANGING = 1000


class Deliverer:
    """Delivers in this process: `run()` until `stop()`."""

    def __init__(self) -> None:
        self._desk = ThreadPoolExecutor(1, thread_name_prefix="post")
        self._lanes: dict[str, Lane] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._results: list[Carried] = []
        self._bell = asyncio.Event()
        self._slow = 0
        self._stopping = False
        self._courtesy = Courtesy(lambda: False)
        self._within = 0.0
        self._ended = asyncio.Event()

    def give_way_to(self, somebody_waits: Callable[[], bool]) -> None:
        """Let people who wait for an answer go first, but never for long."""
        self._courtesy = Courtesy(somebody_waits)

    def _give_way(self) -> None:
        """In the thread of the database: wait a moment where somebody goes first."""
        while not self._stopping and self._courtesy.is_due():
            sleep(MOMENT_SECONDS)

    async def run(self) -> None:
        """Deliver what comes due, until told to stop."""
        loop = asyncio.get_running_loop()

        def ring() -> None:
            loop.call_soon_threadsafe(self._bell.set)

        wakeup.listen(ring)
        try:
            async with open_pool() as pool:
                while not self._stopping:
                    self._bell.clear()
                    for one in await self._turn():
                        self._lane(one[0].host).waiting.append(one)
                    for host in list(self._lanes):
                        self._begin(pool, host)
                    await self._until_rung(_POLL_SECONDS)
                await self._finish()
        finally:
            wakeup.stop_listening(ring)
            self._desk.submit(lambda: connection.close())  # that of its thread
            self._desk.shutdown(wait=False)
            self._ended.set()

    async def stop(self, within: float = 3.0) -> None:
        """Let what is on its way arrive, give back what was not begun, and take nothing more."""
        self._stopping, self._within = True, within
        self._bell.set()
        await self._ended.wait()

    async def _finish(self) -> None:
        for host in list(self._lanes):
            self._put_down(host)
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=self._within * 0.6)
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._turn(places=0)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is in hand, nor to be written down."""
        return not self._tasks and not self._results

    async def _turn(self, places: int | None = None) -> list[Prepared]:
        results, self._results = self._results, []
        busy = frozenset(host for host, lane in self._lanes.items() if lane.is_busy)
        wanted = self._places() if places is None else places
        try:
            return await self._at_desk(partial(turn, results, busy, wanted, self._give_way))
        except DatabaseError as error:
            logger.error("Deliveries cannot reach the database: %s", error)
            self._results = results + self._results
            await self._until_rung(_AFTER_TROUBLE_SECONDS)
            return []

    def _places(self) -> int:
        if self._stopping or self._slow >= _HANGING:
            return 0
        waiting = sum(len(lane.waiting) for lane in self._lanes.values())
        return AT_ONCE - waiting - (len(self._tasks) - self._slow)

    async def _at_desk(self, work: Callable[[], T]) -> T:
        def with_connection() -> T:
            close_old_connections()
            return work()

        return await asyncio.get_running_loop().run_in_executor(self._desk, with_connection)

    async def _until_rung(self, seconds: float) -> None:
        """Wait for new work or for results to write down, but not longer than this."""
        try:
            async with asyncio.timeout(seconds):
                await self._bell.wait()
        except TimeoutError:
            pass

    def _lane(self, host: str) -> Lane:
        return self._lanes.setdefault(host, Lane())

    def _begin(self, pool: Pool, host: str) -> None:
        lane = self._lanes.get(host)
        if lane is None:
            return
        while lane.has_place and not self._stopping:
            if self._courtesy.is_due():
                asyncio.get_running_loop().call_later(MOMENT_SECONDS, self._begin, pool, host)
                return
            lane.in_flight += 1
            task = asyncio.create_task(self._carry(pool, host, *lane.waiting.popleft()))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        if not lane.waiting and not lane.in_flight:
            del self._lanes[host]

    async def _carry(self, pool: Pool, host: str, parcel: Parcel, headers: Headers | None) -> None:
        lane = self._lanes[host]
        slow = asyncio.get_running_loop().call_later(_SLOW_SECONDS, self._is_slow, host)
        began = asyncio.get_running_loop().time()
        carried = Carried(parcel)
        try:
            carried = await carry(pool, parcel, headers)
        except Exception:
            logger.exception("A delivery to %s failed in an unforeseen way.", parcel.inbox)
            carried = Carried(parcel, Answered(trouble="fault"))
        finally:
            slow.cancel()
            if asyncio.get_running_loop().time() - began >= _SLOW_SECONDS:
                self._slow -= 1
            self._note(lane, carried)
            self._begin(pool, host)

    def _is_slow(self, host: str) -> None:
        """A request hangs: its place goes to others, and its server gets no more for now."""
        self._slow += 1
        self._lanes[host].is_slow = True
        self._put_down(host)
        self._bell.set()

    def _note(self, lane: Lane, carried: Carried) -> None:
        lane.in_flight -= 1
        answered = carried.answered
        lane.is_slow = lane.is_slow and lane.in_flight > 0
        self._results.append(carried)
        if answered is not None:
            lane.failures = lane.failures + 1 if is_failure(answered) else 0
        if lane.failures >= OPENS_AFTER or (lane.failures and carried.parcel.is_probe):
            self._put_down(carried.host)
        if len(self._results) == 1:  # written down with those that come in the same moment
            asyncio.get_running_loop().call_later(_GATHER_SECONDS, self._bell.set)
        if len(self._results) >= _RESULTS_AT_ONCE:
            self._bell.set()

    def _put_down(self, host: str) -> None:
        """Nobody is there: what was to follow is given back."""
        lane = self._lanes[host]
        self._results += [Carried(parcel) for parcel, _headers in lane.waiting]
        lane.waiting.clear()
