"""Rate limits: how often somebody may do something before a moment of patience is asked.

Limits are the same for everybody (thesis a) and are no interventions: they ask to wait,
they never judge. Kept in memory, since one process serves by default.
"""

import threading
import time
from collections import deque
from dataclasses import dataclass
from functools import cache
from ipaddress import IPv6Address, ip_address

from django.conf import settings
from limits import RateLimitItem, parse

# A moment of patience: generous for people, a wall for machines.
LIMITS: dict[str, str] = {
    "sign_in": "30/5minute",
    "sign_in_account": "10/15minute",
    "sign_up": "10/hour",
    "mail": "6/hour",
    "post": "300/3hour",
    "post_new_account": "20/hour",
    "edit": "200/hour",
    "upload": "60/30minute",
    "react": "1200/5minute",
    "follow": "400/hour",
    "case": "20/hour",
    "search": "120/minute",
    "hint": "120/minute",
    "look_elsewhere": "60/5minute",
    "report": "20/hour",
    "flag": "60/hour",
    "appeal": "10/hour",
    "app": "60/hour",
    "api": "300/5minute",
    "api_anybody": "1500/5minute",
}

# When each limit was used by whom. The library's own memory tidies itself in a thread for
# every use and loses counts meanwhile (seen in tests), so only its notation is used.
_uses: dict[tuple[str, ...], deque[float]] = {}
_turn = threading.Lock()
_MANY = 20_000
_TIDY_SECONDS = 60.0
_tidied_at = -_TIDY_SECONDS
_LONGEST_SECONDS = 3 * 60 * 60  # of all limits above


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


@cache
def _read(notation: str) -> RateLimitItem:
    return parse(notation)


def spend(what: str, *whom: str) -> Allowance:
    """Count one use of `what` by `whom`; raise `Patience` when there were too many."""
    item = _read(LIMITS[what])
    if not settings.RATE_LIMITS:
        return Allowance(item.amount, item.amount, 0)
    now, window = time.monotonic(), item.get_expiry()
    key = (what, *(_household(one) if ":" in one else one for one in whom))
    with _turn:
        _forget_old(now)
        uses = _uses.setdefault(key, deque())
        while uses and uses[0] <= now - window:
            uses.popleft()
        allowed = len(uses) < item.amount
        if allowed:
            uses.append(now)
        reset_after = max(1, int(uses[0] + window - now) + 1)
        remaining = item.amount - len(uses)
    if not allowed:
        raise Patience(reset_after, item.amount)
    return Allowance(item.amount, remaining, reset_after)


def _household(whom: str) -> str:
    """An address of IPv6 as its network: every line has 2^64 of them, and could use each once."""
    try:
        address = ip_address(whom)
    except ValueError:
        return whom  # no address at all
    if not isinstance(address, IPv6Address) or address.ipv4_mapped:
        return str(getattr(address, "ipv4_mapped", None) or address)
    return f"{IPv6Address(int(address) >> 64 << 64)}/64"


def _forget_old(now: float) -> None:
    """Keep the memory of limits small when very many people came by."""
    global _tidied_at
    if len(_uses) < _MANY or now - _tidied_at < _TIDY_SECONDS:
        return
    _tidied_at = now
    for key in [key for key, uses in _uses.items() if uses[-1] <= now - _LONGEST_SECONDS]:
        del _uses[key]


def forget_all() -> None:
    """Start every count anew (tests)."""
    with _turn:
        _uses.clear()
