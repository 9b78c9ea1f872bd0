"""Carrying parcels to other servers: one at a time for an inbox, a few for a server."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from time import monotonic

from django.conf import settings

from augenhoehe.foundation import clock
from augenhoehe.foundation.fetch import FetchFailed, FetchRefused
from augenhoehe.foundation.fetch_pool import Pool
from augenhoehe.interfaces.federation.outbox.claim import AT_ONCE_PER_HOST
from augenhoehe.interfaces.federation.outbox.parcels import Carried, Headers, Parcel, knock
from augenhoehe.interfaces.federation.outbox.retry import Answered, seconds_to_wait

SECONDS = 10.0
_ANSWER_BYTES = 16_384
# Pages go first (one thread of Python works at a time), though not so that nothing is delivered.
MOMENT_SECONDS = 0.003
_GIVING_WAY_SECONDS = 0.03

Prepared = tuple[Parcel, Headers | None]


def open_pool() -> Pool:
    """Connections to other servers, inside the fence; they belong to the running loop."""
    return Pool(
        allow_private=settings.FEDERATION_PRIVATE_ADDRESSES,
        allow_http=settings.FEDERATION_HTTP,
        at_once=0,
        per_host=AT_ONCE_PER_HOST,
    )


async def carry(pool: Pool, parcel: Parcel, headers: Headers | None) -> Carried:
    """Knock at an inbox with a parcel."""
    knocking = knock(parcel, headers)
    try:
        wanted = next(knocking)
        while True:
            wanted = knocking.send(await _post(pool, parcel, wanted))
    except StopIteration as end:
        carried: Carried = end.value
        return carried


async def _post(pool: Pool, parcel: Parcel, headers: Headers) -> Answered:
    try:
        answer = await pool.post(
            parcel.inbox, parcel.body, headers=headers, max_bytes=_ANSWER_BYTES, timeout=SECONDS
        )
    except (FetchRefused, FetchFailed) as problem:
        return Answered(trouble=problem.reason)
    return Answered(answer.status, wait=seconds_to_wait(answer.retry_after, clock.now()))


class Lane:
    """What is in hand for one server."""

    def __init__(self) -> None:
        self.waiting: deque[Prepared] = deque()
        self.in_flight = 0
        self.is_slow = False
        self.failures = 0

    @property
    def is_busy(self) -> bool:
        """Whether there is no use in taking more for this server."""
        return bool(self.waiting) or self.is_slow or self.in_flight >= AT_ONCE_PER_HOST

    @property
    def has_place(self) -> bool:
        return bool(self.waiting) and not self.is_slow and self.in_flight < AT_ONCE_PER_HOST


class Courtesy:
    """Whether to let somebody else go first: people who wait for a page.

    One step is made all the same every 30 ms, so that a busy server delivers too.
    """

    def __init__(self, somebody_waits: Callable[[], bool]) -> None:
        self._somebody_waits = somebody_waits
        self._last_step = 0.0

    def is_due(self) -> bool:
        """Whether to wait a moment, and then ask again."""
        now = monotonic()
        if self._somebody_waits() and now - self._last_step < _GIVING_WAY_SECONDS:
            return True
        self._last_step = now
        return False
