"""What time it is. One place, so that the demo and tests can tell stories about the past."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_pretended: ContextVar[datetime | None] = ContextVar("pretended_time", default=None)


def now() -> datetime:
    """The present, aware, in UTC; inside `pretend_it_is` the pretended moment."""
    return _pretended.get() or datetime.now(UTC)


def is_pretended() -> bool:
    """Whether the story told right now plays at another time."""
    return _pretended.get() is not None


def somewhen_today(after: datetime) -> datetime:
    """A moment of today, not before `after`, that does not tell the hour.

    For people whose hours at work nobody is to know; what they do comes in its order.
    """
    present = now()
    morning = present.replace(hour=0, minute=0, second=0, microsecond=0)
    earliest = min(max(morning, after), present)
    return earliest + (present - earliest) * random.SystemRandom().random()


@contextmanager
def pretend_it_is(moment: datetime) -> Iterator[None]:
    """Let everything inside happen at `moment` (aware). For the demo and for tests."""
    token = _pretended.set(moment)
    try:
        yield
    finally:
        _pretended.reset(token)
