"""The processor: takes what was kept and does it, beside the loop, in its order per actor.

Items are done in a thread, several per transaction (`working`). What has to be asked of other
servers is asked on the loop meanwhile, a few at a time per host; only its own actor waits.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from typing import TypeVar

from django.db import DatabaseError

from augenhoehe.foundation import clock
from augenhoehe.interfaces.federation.asking import Asker, run_here, run_on_loop
from augenhoehe.interfaces.federation.inbox import claiming, limits, preparing, working
from augenhoehe.interfaces.federation.inbox.claiming import Item
from augenhoehe.interfaces.federation.inbox.handlers import Later
from augenhoehe.interfaces.federation.inbox.memory import Memory
from augenhoehe.interfaces.federation.inbox.threads import fresh, hang_up
from augenhoehe.interfaces.federation.models import InboxItem, SeenSignature
from augenhoehe.interfaces.federation.resolve import client

logger = logging.getLogger(__name__)
T = TypeVar("T")

_POLL_SECONDS = 1.0  # for what came due, or was kept by another process
_GATHER_SECONDS = 0.03
_BEAT_SECONDS = 60.0
_AFTER_TROUBLE_SECONDS = 2.0
_PARKED_AT_MOST = 400
_PARKED_PER_HOST = 20
_SLOW_HOST = timedelta(minutes=1)


def process_waiting(ask: Asker = client.ask_now) -> int:
    """Do everything that waits, in this thread; how many were done. For tests and commands."""
    done, memory = 0, Memory()
    while items := claiming.claim(limits.ITEMS_PER_CLAIM):
        while items:
            outcome = working.do_some(items, memory)
            done += outcome.done
            ready = [item for item in outcome.parked if _prepare_here(item, ask)]
            stopped = {item.actor for item in outcome.parked} - {item.actor for item in ready}
            claiming.let_go([item.id for item in outcome.left if item.actor in stopped])
            left = [item for item in outcome.left if item.actor not in stopped]
            items = sorted([*ready, *left], key=lambda item: item.id)
    return done


def _prepare_here(item: Item, ask: Asker) -> bool:
    try:
        item.activity = run_here(preparing.preparation_of(item), ask)
    except Exception as trouble:
        preparing.settle(item, trouble)
        return False
    item.is_prepared = True
    return True


def forget_the_done() -> None:
    """Forget what nobody sends again. Called once an hour."""
    now = clock.now()
    InboxItem.objects.filter(done_at__lt=now - limits.DONE_KEPT).delete()
    SeenSignature.objects.filter(counts_until__lt=now).delete()


class Processor:
    """The processor of this process: `run()` until `stop()`."""

    def __init__(self) -> None:
        self._hand = ThreadPoolExecutor(1, thread_name_prefix="inbox")
        self._memory = Memory()
        self._ready: list[Item] = []
        self._parked: dict[int, Item] = {}
        self._asking: set[asyncio.Task[None]] = set()
        self._bell = asyncio.Event()
        self._stopping = False
        self._beaten_at = time.monotonic()

    def ring(self) -> None:
        """Something was kept (on the loop)."""
        self._bell.set()

    async def run(self) -> None:
        """Do what comes, until told to stop; a database in trouble is waited for."""
        while not self._stopping:
            self._bell.clear()
            try:
                busy = await self._round()
            except DatabaseError as error:
                logger.error("The inbox cannot be worked on: %s", error)
                busy = False
                await asyncio.sleep(_AFTER_TROUBLE_SECONDS)
            except Exception:
                # What was in hand is claimed again when its lease ends, and not without end.
                logger.exception("The inbox failed.")
                busy, self._ready = False, []
            if not busy and not self._stopping:
                await self._wait()

    async def stop(self, within: float = 3.0) -> None:
        """Finish the transaction in hand and give back what was not begun."""
        self._stopping = True
        self._bell.set()
        for task in self._asking:
            task.cancel()
        given_back = [item.id for item in (*self._ready, *self._parked.values())]
        try:
            async with asyncio.timeout(within):
                await self._in_thread(partial(claiming.let_go, given_back))
        except (TimeoutError, DatabaseError):
            logger.warning("The inbox was left in the middle; it will be taken up again.")
        self._hand.submit(hang_up)
        self._hand.shutdown(wait=False)

    async def _round(self) -> bool:
        """One claim and one transaction; whether there may be more at once."""
        await self._beat()
        if len(self._ready) < limits.ITEMS_PER_CLAIM // 2:
            found = await self._in_thread(self._claim)
            self._ready = [*self._ready, *found]
        if not self._ready:
            return False
        free = self._not_behind_parked()
        if not free:
            return False
        outcome = await self._in_thread(partial(working.do_some, free, self._memory))
        taken = {item.id for item in free} - {item.id for item in outcome.left}
        self._ready = [item for item in self._ready if item.id not in taken]
        await self._park(outcome.parked)
        return outcome.done > 0 or bool(outcome.parked)

    def _not_behind_parked(self) -> list[Item]:
        waiting = {item.actor for item in self._parked.values()}
        return [item for item in self._ready if item.actor not in waiting]

    def _claim(self) -> list[Item]:
        in_hand = {item.id for item in self._ready} | set(self._parked)
        found = claiming.claim(limits.ITEMS_PER_CLAIM, tired=limits.of_cpu.empty())
        return [item for item in found if item.id not in in_hand]

    async def _park(self, items: Iterable[Item]) -> None:
        """Ask beside the loop for what these need; a host that keeps many waiting waits itself."""
        per_host = Counter(item.host for item in self._parked.values())
        for item in items:
            crowded = per_host[item.host] >= _PARKED_PER_HOST
            if self._stopping or crowded or len(self._parked) >= _PARKED_AT_MOST:
                await self._in_thread(partial(claiming.let_go, [item.id], after=_SLOW_HOST))
                continue
            per_host[item.host] += 1
            self._parked[item.id] = item
            task = asyncio.create_task(self._prepare(item))
            self._asking.add(task)
            task.add_done_callback(self._asking.discard)

    async def _prepare(self, item: Item) -> None:
        """Take a parked item through its questions, then back to what is ready."""
        try:
            async with asyncio.timeout(limits.COURSE_SECONDS):
                item.activity = await run_on_loop(
                    preparing.preparation_of(item), client.ask, self._in_thread
                )
        except asyncio.CancelledError:
            raise
        except Exception as trouble:
            await self._settle(item, trouble)
        else:
            item.is_prepared = True
            self._ready = sorted([*self._ready, item], key=lambda one: one.id)
        self._parked.pop(item.id, None)
        self._bell.set()

    async def _settle(self, item: Item, trouble: Exception) -> None:
        if isinstance(trouble, TimeoutError):
            trouble = Later("Asking for what it needs took too long.")
        try:
            await self._in_thread(partial(preparing.settle, item, trouble))
            behind = [one.id for one in self._ready if one.actor == item.actor]
            self._ready = [one for one in self._ready if one.actor != item.actor]
            await self._in_thread(partial(claiming.let_go, behind))
        except DatabaseError as error:  # its lease will end
            logger.error("The inbox cannot be worked on: %s", error)

    async def _beat(self) -> None:
        if time.monotonic() - self._beaten_at > _BEAT_SECONDS:
            self._beaten_at = time.monotonic()
            in_hand = [item.id for item in (*self._ready, *self._parked.values())]
            await self._in_thread(partial(claiming.hold, in_hand))

    async def _wait(self) -> None:
        try:
            async with asyncio.timeout(_POLL_SECONDS):
                await self._bell.wait()
        except TimeoutError:
            return
        if not self._stopping:
            await asyncio.sleep(_GATHER_SECONDS)  # a transaction for a few costs as much

    async def _in_thread(self, work: Callable[[], T]) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._hand, fresh, work)
