"""Threads for pages, of which the one that rested last works first.

The pool of the standard library wakes its threads in turn, so that each finds its connection,
its statements and what it remembered (`foundation.unchanged`) gone cold. Here a quiet server
works with one warm thread, and a busy one with as many as it needs.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Executor, Future
from queue import SimpleQueue
from typing import Any, ParamSpec, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")
_Work = Callable[[], None]


class WarmPool(Executor):
    """At most `most` threads; what comes meanwhile waits its turn."""

    def __init__(self, most: int, name: str) -> None:
        self._most, self._name = most, name
        self._lock = threading.Lock()
        self._resting: list[SimpleQueue[_Work | None]] = []  # the last one rested last
        self._waiting: deque[tuple[Future[Any], _Work]] = deque()
        self._threads: list[threading.Thread] = []
        self._closed = False

    def submit(
        self, function: Callable[_P, _T], /, *arguments: _P.args, **options: _P.kwargs
    ) -> Future[_T]:
        """Have a function called by one of the threads."""
        future: Future[_T] = Future()

        def work() -> None:
            _call(future, function, arguments, options)

        with self._lock:
            if self._closed:
                raise RuntimeError("The pool has been closed.")
            if self._resting:
                self._resting.pop().put(work)
            elif len(self._threads) < self._most:
                self._begin(work)
            else:
                self._waiting.append((future, work))
        return future

    def _begin(self, work: _Work) -> None:
        name = f"{self._name}_{len(self._threads)}"
        thread = threading.Thread(target=self._live, args=(work,), name=name, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _live(self, work: _Work | None) -> None:
        calls: SimpleQueue[_Work | None] = SimpleQueue()
        while work is not None:
            work()
            work = self._next(calls)
            if work is None and not self._closed:
                work = calls.get()

    def _next(self, calls: SimpleQueue[_Work | None]) -> _Work | None:
        """What waits; if nothing does, this thread rests from now on."""
        with self._lock:
            if self._waiting:
                return self._waiting.popleft()[1]
            if not self._closed:
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
        for future, _work in dropped:
            future.cancel()
        for calls in resting:
            calls.put(None)
        if wait:
            for thread in self._threads:
                thread.join()


def _call(future: Future[Any], function: Callable[..., Any], arguments: Any, options: Any) -> None:
    if not future.set_running_or_notify_cancel():
        return
    try:
        result = function(*arguments, **options)
    except BaseException as fault:
        future.set_exception(fault)
    else:
        future.set_result(result)
