"""The worker: takes due jobs from the table and does them, beside the server on its loop."""

from __future__ import annotations

import asyncio
import logging
import os
import socket
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from typing import TypeVar

from django.db import DatabaseError, close_old_connections

from augenhoehe.foundation import clock
from augenhoehe.foundation.jobs import claim, periodic, wakeup
from augenhoehe.foundation.jobs.models import Job, WorkerBeat
from augenhoehe.foundation.jobs.run import run_due_jobs, run_in_thread

__all__ = ["Worker", "run_due_jobs"]

logger = logging.getLogger(__name__)
T = TypeVar("T")

POLL_SECONDS = 2.0
BEAT_SECONDS = 10.0
_AFTER_TROUBLE_SECONDS = 5.0
_FORGOTTEN_AFTER = timedelta(days=1)


class Worker:
    """One worker of this process: `run()` until `stop()`."""

    def __init__(self, *, threads: int = 2) -> None:
        self.name = f"{socket.gethostname()}:{os.getpid()}"
        self._places = threads * 4
        self._hands = ThreadPoolExecutor(threads, thread_name_prefix="job")
        # Takes jobs and keeps their leases, however busy the hands are.
        self._desk = ThreadPoolExecutor(1, thread_name_prefix="desk")
        self._claimer = claim.Claimer()
        self._running: dict[int, Future[bool]] = {}
        self._bell = asyncio.Event()
        self._stopping = False

    async def run(self) -> None:
        """Do jobs as they come due, until told to stop."""
        loop = asyncio.get_running_loop()

        def ring() -> None:
            loop.call_soon_threadsafe(self._bell.set)

        wakeup.listen(ring)
        beating = asyncio.create_task(self._beat_on())
        try:
            while not self._stopping:
                await self._take_jobs(loop)
                await self._wait_for_bell()
        finally:
            beating.cancel()
            wakeup.stop_listening(ring)

    async def stop(self, within: float = 3.0) -> None:
        """Finish what is in hand, give back what was not begun, and take nothing more."""
        self._stopping = True
        self._bell.set()
        given_back = [pk for pk, job in list(self._running.items()) if job.cancel()]
        await self._at_desk(lambda: claim.let_go(given_back))
        deadline = asyncio.get_running_loop().time() + within
        while self._in_hand() and asyncio.get_running_loop().time() < deadline:
            await asyncio.sleep(0.02)
        await self._at_desk(self._say_goodbye)
        self._hands.shutdown(wait=False, cancel_futures=True)
        self._desk.shutdown(wait=False)

    @property
    def is_idle(self) -> bool:
        """Whether no thread is busy with a job."""
        return not self._in_hand()

    async def _take_jobs(self, loop: asyncio.AbstractEventLoop) -> None:
        self._bell.clear()
        places = self._places - len(self._in_hand())
        if places < self._places // 2:  # not worth a transaction yet
            return
        jobs = await self._at_desk(lambda: self._claimer.claim(places))
        for job in jobs or ():
            self._begin(job, loop)

    def _begin(self, job: Job, loop: asyncio.AbstractEventLoop) -> None:
        if self._stopping:
            self._desk.submit(claim.let_go, [job.pk])
            return
        future = self._hands.submit(run_in_thread, job)
        self._running[job.pk] = future
        future.add_done_callback(lambda _: loop.call_soon_threadsafe(self._bell.set))

    async def _wait_for_bell(self) -> None:
        try:
            async with asyncio.timeout(POLL_SECONDS):
                await self._bell.wait()
        except TimeoutError:
            pass

    async def _beat_on(self) -> None:
        while True:
            await self._at_desk(self.beat)
            await asyncio.sleep(BEAT_SECONDS)

    def beat(self) -> None:
        """Say that this worker is alive, and keep what it has in hand."""
        now = clock.now()
        WorkerBeat.objects.update_or_create(name=self.name, defaults={"seen_at": now})
        WorkerBeat.objects.filter(seen_at__lt=now - _FORGOTTEN_AFTER).delete()
        claim.hold(self._in_hand())
        periodic.write_next()

    def _say_goodbye(self) -> None:
        WorkerBeat.objects.filter(name=self.name).delete()

    def _in_hand(self) -> list[int]:
        for pk, job in list(self._running.items()):
            if job.done():
                self._running.pop(pk, None)
        return list(self._running)

    async def _at_desk(self, work: Callable[[], T]) -> T | None:
        """Do something with the table; a database in trouble is waited for, not died of."""
        try:
            return await asyncio.get_running_loop().run_in_executor(self._desk, _fresh(work))
        except DatabaseError as error:
            logger.error("The worker cannot reach the database: %s", error)
            if not self._stopping:
                await asyncio.sleep(_AFTER_TROUBLE_SECONDS)
            return None


def _fresh(work: Callable[[], T]) -> Callable[[], T]:
    def with_connection() -> T:
        close_old_connections()
        return work()

    return with_connection
