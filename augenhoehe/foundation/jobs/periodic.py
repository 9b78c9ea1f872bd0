"""What must happen again and again: one job row per work, so that two workers do it once.

The row of a work has an id made of its name. While it exists, nobody can add another; when
it has been done, the next one is written for the next time.
"""

from __future__ import annotations

import logging
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from augenhoehe.foundation.jobs.models import Job

logger = logging.getLogger(__name__)

KIND = "periodic"


@dataclass(frozen=True, slots=True)
class Work:
    """Something to do every so many seconds, `at` so many seconds into the period (UTC)."""

    name: str
    seconds: int
    at: int
    do: Callable[[], object]

    @property
    def row_id(self) -> int:
        """Far below every id that is made of the time."""
        return 1 + zlib.crc32(self.name.encode())

    def next_time(self) -> datetime:
        passed = (time.time() - self.at) // self.seconds
        return datetime.fromtimestamp((passed + 1) * self.seconds + self.at, UTC)


_works: dict[str, Work] = {}


def every(seconds: int, name: str, do: Callable[[], object], *, at: int = 0) -> None:
    """Let `do` happen every `seconds`. Called by the wiring, with a name that stays."""
    _works[name] = Work(name, seconds, at, do)


def write_next() -> None:
    """See to it that the next time of every work stands in the table."""
    Job.objects.bulk_create(
        [
            Job(id=work.row_id, kind=KIND, payload={"name": name}, due_at=work.next_time())
            for name, work in _works.items()
        ],
        ignore_conflicts=True,
    )


def do_periodic(payload: Mapping[str, Any]) -> None:
    """The job of kind "periodic". A failure waits for the next time instead of trying again."""
    work = _works.get(payload["name"])
    if work is None:  # of an older or newer version
        return
    try:
        work.do()
    except Exception:
        logger.exception("The periodic work %s failed.", work.name)


def timetable() -> list[Work]:
    """What happens by itself, in the order it was entered."""
    return list(_works.values())
