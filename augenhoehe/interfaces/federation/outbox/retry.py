"""What an answer to a delivery means: arrived, again later, or never."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import Enum

FIRST = timedelta(minutes=1)
LONGEST = timedelta(days=2)
GIVEN_UP_AFTER = timedelta(days=7)
# A refusal is mostly for good, but servers also refuse while they are being set up.
REFUSALS = 4
_NOT_FOUNDS = 3
_LONGEST_WISH = timedelta(days=1)
_REFUSED = frozenset({400, 401, 403, 405, 406, 409, 411, 413, 414, 415, 422, 451, 501})


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of a delivery: `status` 0 and a `trouble` where there was no answer.

    `wait` is what the server asked for by Retry-After, in seconds.
    """

    status: int = 0
    trouble: str = ""
    wait: float | None = None

    def __str__(self) -> str:
        return self.trouble or f"HTTP {self.status}"


class Meaning(Enum):
    """What follows from an answer for one delivery."""

    ARRIVED = "arrived"
    AGAIN = "again"  # the server is in trouble, or asks to wait
    REFUSED = "refused"  # it does not want this one
    GONE = "gone"  # there is no such inbox


def meaning_of(answered: Answered) -> Meaning:
    """By status. Redirects are refusals: what is signed for one address counts there alone."""
    status = answered.status
    if 200 <= status < 300:
        return Meaning.ARRIVED
    if status in (404, 410):
        return Meaning.GONE
    if status in _REFUSED or 300 <= status < 400 or answered.trouble in _OURS:
        return Meaning.REFUSED
    return Meaning.AGAIN


# Addresses that nobody behind our fence could ever be asked at.
_OURS = frozenset({"bad_url", "scheme", "userinfo", "port", "address"})


def is_over(answered: Answered, *, attempts: int, waited: timedelta) -> bool:
    """Whether it is not tried again; `attempts` counts this one."""
    meaning = meaning_of(answered)
    if meaning is Meaning.GONE:
        return answered.status == 410 or attempts >= _NOT_FOUNDS
    if meaning is Meaning.REFUSED:
        return attempts >= REFUSALS
    return waited >= GIVEN_UP_AFTER


def next_time(attempts: int, now: datetime, *, wait: float | None = None) -> datetime:
    """When to try again: 1 min, 2 min … 2 days, scattered by a quarter; not before `wait` is over.

    A wish of the server is kept to a day: nobody makes us wait for years.
    """
    pause = min(FIRST * 2 ** min(attempts - 1, 20), LONGEST)
    scattered: timedelta = pause * random.uniform(0.75, 1.25)  # noqa: S311
    wish = min(timedelta(seconds=min(wait, 1e6)), _LONGEST_WISH) if wait else timedelta()
    return now + max(scattered, wish)


def seconds_to_wait(header: str | None, now: datetime) -> float | None:
    """What Retry-After says (RFC 9110, 10.2.3): seconds, or a moment."""
    text = (header or "").strip()
    if text.isascii() and text.isdigit() and len(text) < 10:
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - now).total_seconds())
