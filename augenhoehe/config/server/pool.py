"""Threads for pages: as few at once as will do, and the one that rested last works first.

Only one thread of Python works at a time. Many that want to keep each other from working: with
eight connections four threads made 293 home timelines a second, one alone 547. So a second
thread helps only while the first is held up (`patience`): by an upload, a password, a disk. And
the pool of the standard library wakes its threads in turn, so that each finds its connection,
its statements and what it remembered (`foundation.unchanged`) gone cold.
"""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future
from queue import SimpleQueue
from time import monotonic
from typing import Any, NamedTuple, ParamSpec, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")


class _Call(NamedTuple):
    """What somebody wants to have done."""

    future: Future[Any]
    function: Callable[..., Any]
    arguments: Any
    options: Any

    def do(self) -> None:
        if not self.future.set_running_or_notify_cancel():
            return
        try:
            result = self.function(*self.arguments, **self.options)
        except BaseException as fault:
            self.future.set_exception(fault)
        else:
            self.future.set_result(result)


class WarmPool(Executor):
    """At most `most` threads; what comes meanwhile waits its turn.

    While somebody is at work for less than `patience` seconds, nobody else begins: only where
    calls come from an asyncio loop, which then looks again.
    """

    def __init__(self, most: int, name: str, *, patience: float = 0.0) -> None:
        self._most, self._name, self._patience = most, name, patience
        self._lock = threading.Lock()
        self._resting: list[SimpleQueue[_Call | None]] = []  # the last one rested last
        self._waiting: deque[_Call] = deque()
        self._threads: list[threading.Thread] = []
        self._began: dict[int, float] = {}  # by thread, since when it is at its call
        self._looks_again = False
        self._closed = False

    def submit(
        self, function: Callable[_P, _T], /, *arguments: _P.args, **options: _P.kwargs
    ) -> Future[_T]:
        """Have a function called by one of the threads."""
        future: Future[_T] = Future()
        call = _Call(future, function, arguments, options)
        with self._lock:
            if self._closed:
                raise RuntimeError("The pool has been closed.")
            self._waiting.append(call)
            if not self._is_soon_done() or not self._look_again_soon():
                self._begin_next()
        return future

    @property
    def is_at_work(self) -> bool:
        """Whether somebody waits for an answer right now."""
        return bool(self._began) or bool(self._waiting)

    def _is_soon_done(self) -> bool:
        """Whether somebody is at work and may be done in a moment."""
        earliest = monotonic() - self._patience
        return any(began > earliest for began in self._began.values())

    def _look_again_soon(self) -> bool:
        """Have the loop ask again; False where there is none."""
        if self._looks_again:
            return True
        try:
            asyncio.get_running_loop().call_later(self._patience, self._look_again)
        except RuntimeError:
            return False
        self._looks_again = True
        return True

    def _look_again(self) -> None:
        with self._lock:
            self._looks_again = False
            if self._waiting and not self._is_soon_done():
                self._begin_next()
            if self._waiting and not self._closed:
                self._look_again_soon()

    def _begin_next(self) -> None:
        """Give what waits longest to a thread that rests, or to a new one, if there may be one."""
        if self._resting:
            calls = self._resting.pop()
            self._began[id(calls)] = monotonic()
            calls.put(self._waiting.popleft())
        elif len(self._threads) < self._most:
            name, calls = f"{self._name}_{len(self._threads)}", SimpleQueue()
            calls.put(self._waiting.popleft())
            self._began[id(calls)] = monotonic()
            thread = threading.Thread(target=self._live, args=(calls,), name=name, daemon=True)
            self._threads.append(thread)
            thread.start()

    def _live(self, calls: SimpleQueue[_Call | None]) -> None:
        while (call := calls.get()) is not None:
            while call is not None:
                call.do()
                call = self._next(calls)

    def _next(self, calls: SimpleQueue[_Call | None]) -> _Call | None:
        """What waits; if nothing does, this thread rests from now on."""
        with self._lock:
            if self._waiting:
                self._began[id(calls)] = monotonic()
                return self._waiting.popleft()
            self._began.pop(id(calls), None)
            if self._closed:
                calls.put(None)
            else:
                self._resting.append(calls)
        return None

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Take nothing more; what waits is done first, unless it is not to be done at all."""
        with self._lock:
            self._closed = True
            dropped = list(self._waiting) if cancel_futures else []
            if cancel_futures:
                self._waiting.clear()
            resting, self._resting = self._resting, []
        for calls in resting:
            calls.put(None)
        for call in dropped:
            call.future.cancel()
        if wait:
            for thread in self._threads:
                thread.join()
