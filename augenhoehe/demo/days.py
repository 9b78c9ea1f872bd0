"""When a story plays: `-12d 14:05` is a wall clock in Berlin, days before the demo's today.

With a plus it is still to come: that is when something ends, or waits to be said.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_BERLIN = ZoneInfo("Europe/Berlin")
_WHEN = re.compile(r"(?P<days>[-+]\d+)d (?P<hour>\d\d):(?P<minute>\d\d)")
# The last thing told happens before 08:00; what people like follows within minutes.
_END_OF_STORIES = time(8, 10)


class Days:
    """The demo's calendar: which day is its today, and where in time a moment lies."""

    def __init__(self, now: datetime) -> None:
        here = now.astimezone(_BERLIN)
        early = here.time() < _END_OF_STORIES
        self.today: date = here.date() - timedelta(days=1 if early else 0)
        self.end = self._at(0, _END_OF_STORIES)

    def moment(self, when: str) -> datetime:
        """The moment a story calls `when`."""
        parts = _WHEN.fullmatch(when)
        if parts is None:
            raise ValueError(f"{when!r} is no moment of a story.")
        return self._at(int(parts["days"]), time(int(parts["hour"]), int(parts["minute"])))

    def _at(self, days: int, clock: time) -> datetime:
        return datetime.combine(self.today + timedelta(days=days), clock, _BERLIN)
