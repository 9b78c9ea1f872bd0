"""How much other servers are asked, and how much they may make us ask; kept in memory.

A server that names a thousand others could otherwise have us call on them all, and a server
that never answers would be waited for again and again.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections import OrderedDict, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from augenhoehe.foundation.fetch import FetchRefused

AT_ONCE_PER_HOST = 2
A_MINUTE_PER_HOST = 120
_REST_SECONDS = 60.0  # after a first failure; doubled with each, up to
_LONGEST_REST_SECONDS = 600.0
_UNREACHABLE = frozenset({"timeout", "lookup", "connection", "tls"})
_MOST_HOSTS = 5_000
_WAIT_SECONDS = 0.05


@dataclass(slots=True)
class _Host:
    asked: deque[float] = field(default_factory=deque)
    at_once: int = 0
    failures: int = 0
    rests_until: float = 0.0


_hosts: OrderedDict[str, _Host] = OrderedDict()
_lock = threading.Lock()


def require_calm(host: str) -> None:
    """Count one question to a host. FetchRefused: unreachable, quota."""
    now = time.monotonic()
    with _lock:
        known = _known(host)
        if known.rests_until > now:
            raise FetchRefused("unreachable")
        while known.asked and known.asked[0] <= now - 60:
            known.asked.popleft()
        if len(known.asked) >= A_MINUTE_PER_HOST:
            raise FetchRefused("quota")
        known.asked.append(now)


def note_failure(host: str, reason: str) -> None:
    """Nobody was there: let the host be for some minutes."""
    if reason not in _UNREACHABLE:
        return
    with _lock:
        known = _known(host)
        rest = min(_REST_SECONDS * 2**known.failures, _LONGEST_REST_SECONDS)
        known.failures = min(known.failures + 1, 10)
        known.rests_until = time.monotonic() + rest


def note_answer(host: str) -> None:
    """Somebody was there."""
    with _lock:
        known = _known(host)
        known.failures, known.rests_until = 0, 0.0


@asynccontextmanager
async def turn(host: str) -> AsyncIterator[None]:
    """Wait until fewer threads than `AT_ONCE_PER_HOST` ask this host."""
    while not _begin(host):
        await asyncio.sleep(_WAIT_SECONDS)
    try:
        yield
    finally:
        with _lock:
            known = _known(host)
            known.at_once = max(0, known.at_once - 1)


def forget_all() -> None:
    """Start anew (tests, and an administrator who mended something)."""
    with _lock:
        _hosts.clear()


def forget(host: str) -> None:
    """Ask a host again at once."""
    with _lock:
        _hosts.pop(host, None)


def _begin(host: str) -> bool:
    with _lock:
        known = _known(host)
        if known.at_once >= AT_ONCE_PER_HOST:
            return False
        known.at_once += 1
        return True


def _known(host: str) -> _Host:
    known = _hosts.get(host)
    if known is None:
        known = _hosts[host] = _Host()
        while len(_hosts) > _MOST_HOSTS:
            _hosts.popitem(last=False)
    _hosts.move_to_end(host)
    return known
