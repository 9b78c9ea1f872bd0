"""Rate limits: how often somebody may do something before a moment of patience is asked.

Limits are the same for everybody (thesis a) and are no interventions: they ask to wait,
they never judge. Kept in memory, since one process serves by default.
"""

import time
from dataclasses import dataclass

from django.conf import settings
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

# A moment of patience: generous for people, a wall for machines.
LIMITS: dict[str, str] = {
    "sign_in": "30/5minute",
    "sign_in_account": "10/15minute",
    "sign_up": "10/hour",
    "mail": "6/hour",
    "post": "300/3hour",
    "post_new_account": "20/hour",
    "upload": "60/30minute",
    "react": "1200/5minute",
    "follow": "400/hour",
    "case": "20/hour",
    "search": "120/minute",
}

_limiter = MovingWindowRateLimiter(MemoryStorage())
_parsed: dict[str, RateLimitItem] = {}


@dataclass(frozen=True, slots=True)
class Allowance:
    """What is left of a limit: its size, the rest, and the seconds until it starts anew."""

    limit: int
    remaining: int
    reset_after: int


class Patience(Exception):
    """Too much at once. `retry_after` is in seconds."""

    def __init__(self, retry_after: int, limit: int = 0) -> None:
        super().__init__(f"Please wait {retry_after} seconds.")
        self.retry_after = retry_after
        self.limit = limit


def spend(what: str, *whom: str) -> Allowance:
    """Count one use of `what` by `whom`; raise `Patience` when there were too many."""
    item = _parsed.setdefault(what, parse(LIMITS[what]))
    if not settings.RATE_LIMITS:
        return Allowance(item.amount, item.amount, 0)
    allowed = _limiter.hit(item, what, *whom)
    reset_at, remaining = _limiter.get_window_stats(item, what, *whom)
    reset_after = max(1, int(reset_at - time.time()) + 1)
    if not allowed:
        raise Patience(reset_after, item.amount)
    return Allowance(item.amount, remaining, reset_after)


def forget_all() -> None:
    """Start every count anew (tests)."""
    _limiter.storage.reset()
