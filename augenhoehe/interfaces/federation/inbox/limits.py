"""How much a stranger may cost us. Each number with its reason; the door and the processor ask.

All of it is kept in memory: it is about what happens within minutes, and a restart forgives.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import timedelta
from ipaddress import IPv6Address, ip_address

from django.conf import settings

# What Mastodon takes as well; a long article has 100 kB.
BODY_BYTES = 1024 * 1024
# Complete and incomplete bodies together, so that slow senders cannot fill the memory.
BYTES_AT_THE_DOOR = 64 * 1024 * 1024
REQUESTS_AT_THE_DOOR = 500
BODY_SECONDS = 30.0  # an honest megabyte needs a second
# Larger ones are read in a thread: a megabyte of JSON takes 20 ms, and the loop has others.
READ_ON_THE_LOOP = 65_536

# A large server talks to us from a few addresses; 50 a second is what it sends to a busy peer.
# The burst is what has waited while we were away.
ADDRESS_BURST, ADDRESS_PER_SECOND = 5_000, 100.0
HOST_BURST, HOST_PER_SECOND = 5_000, 50.0
BAD_COSTS = 25  # a request without a valid signature counts as so many, for its address

# Unknown keys: a person's server sends few, a scan sends many.
KEY_BURST, KEY_PER_SECOND = 100, 1.0  # by address of the sender
FETCHES_AT_ONCE = 16
FETCHES_PER_HOST = 2  # a slow server holds up two of sixteen places
FETCH_SECONDS = 12.0  # for a key: the sender waits for our answer meanwhile
COURSE_SECONDS = 60.0  # for everything an activity needs
FAILURE_KEPT_SECONDS = 60.0
KEY_KEPT_SECONDS = 300.0  # in memory; a revoked key counts so long in another process
KEYS_KEPT = 10_000
ASK_AGAIN_SECONDS = 300.0  # keys are rotated rarely, wrong signatures are sent often

# Rows that wait to be done.
WAITING_PER_HOST = 5_000
WAITING_IN_ALL = 100_000
# What waits may wait for days (a Move to nowhere), so a disk is not filled with that either.
WAITING_BYTES_PER_HOST = 64 * 1024 * 1024  # 5,000 of 3 kB are 15 MB
WAITING_BYTES_IN_ALL = 1024 * 1024 * 1024
WAITING_KEPT_SECONDS = 2.0  # how long a count of them is good
FORWARDED_BURST, FORWARDED_PER_SECOND = 60, 0.1  # each makes us ask a third server

# Seconds of processor time: a third of one core for one host, after a full minute of burst.
CPU_BURST, CPU_PER_SECOND = 30.0, 1 / 3

# Processing.
ITEMS_PER_CLAIM = 200
ITEMS_PER_TRANSACTION = 40
SECONDS_PER_TRANSACTION = 0.1  # others want to write as well
ACTOR_KEPT_SECONDS = 2.0  # somebody who says much is read from the tables once in so long
STANDING_SECONDS = 5.0  # so long an intervention on a server takes until everything knows
LEASE = timedelta(minutes=3)  # more than COURSE_SECONDS
TRIES = 5  # of what failed unexpectedly, or died with its worker
LATER_AT_MOST = timedelta(days=3)
DONE_KEPT = timedelta(days=14)  # nobody delivers longer; Mastodon gives up after two days
RETRY_AFTER = 60  # seconds, told with 429 and 503

_MANY = 20_000


@dataclass
class Buckets:
    """For each of many: a bucket that holds `burst` and is filled by `per_second`."""

    burst: float
    per_second: float
    _left: dict[str, tuple[float, float]] = field(default_factory=dict)  # level, when

    def take(self, whom: str, cost: float = 1.0) -> bool:
        """Take that much if it is there."""
        if not settings.RATE_LIMITS:
            return True
        now = time.monotonic()
        level = self._level(whom, now)
        if level < cost:
            return False
        self._left[whom] = (level - cost, now)
        return True

    def charge(self, whom: str, cost: float) -> None:
        """Take what has been spent already; the level may fall below zero, to minus `burst`."""
        if settings.RATE_LIMITS:
            now = time.monotonic()
            self._left[whom] = (max(self._level(whom, now) - cost, -self.burst), now)

    def has(self, whom: str) -> bool:
        """Whether anything is left."""
        return not settings.RATE_LIMITS or self._level(whom, time.monotonic()) > 0

    def empty(self) -> list[str]:
        """Who has nothing left."""
        return [whom for whom in list(self._left) if not self.has(whom)]

    def forget_all(self) -> None:
        """Begin anew (tests)."""
        self._left.clear()

    def _level(self, whom: str, now: float) -> float:
        level, since = self._left.get(whom, (self.burst, now))
        if len(self._left) > _MANY:
            self._forget_the_full(now)
        return min(self.burst, level + (now - since) * self.per_second)

    def _forget_the_full(self, now: float) -> None:
        """Who has not come for long has a full bucket; if nobody has, all begin anew."""
        refill = self.burst / self.per_second
        kept = {who: left for who, left in self._left.items() if left[1] > now - refill}
        self._left = kept if len(kept) <= _MANY else {}


def neighbourhood(address: str) -> str:
    """An address, of IPv6 its network: every line has 2^64 of them, and could use each once."""
    try:
        found = ip_address(address)
    except ValueError:
        return ""
    if isinstance(found, IPv6Address) and not found.ipv4_mapped:
        return str(IPv6Address(int(found) >> 64 << 64))
    return str(getattr(found, "ipv4_mapped", None) or found)


of_address = Buckets(ADDRESS_BURST, ADDRESS_PER_SECOND)
of_host = Buckets(HOST_BURST, HOST_PER_SECOND)
of_keys = Buckets(KEY_BURST, KEY_PER_SECOND)
of_forwards = Buckets(FORWARDED_BURST, FORWARDED_PER_SECOND)
of_cpu = Buckets(CPU_BURST, CPU_PER_SECOND)


def forget_all() -> None:
    """Begin anew (tests)."""
    for buckets in (of_address, of_host, of_keys, of_forwards, of_cpu):
        buckets.forget_all()
