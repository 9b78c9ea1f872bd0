"""When something was signed, how that is written, and how long it counts."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

from augenhoehe.activitypub.signatures.errors import SignatureRefused, Why

WINDOW = timedelta(hours=1)  # to either side; clocks differ, deliveries wait in queues

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_HTTP_DATE = re.compile(
    rf"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?([0-9]{{1,2}}) ({'|'.join(_MONTHS)}) ([0-9]{{4}}) "
    r"([0-9]{2}):([0-9]{2}):([0-9]{2}) (?:GMT|UTC|\+0000)",
    re.ASCII,
)


def http_date(moment: datetime) -> str:
    """A moment as the `Date` header writes it (RFC 9110, 5.6.7)."""
    return format_datetime(moment.astimezone(UTC), usegmt=True)


def moment_of_http_date(text: str) -> datetime:
    """The moment of a `Date` header; only in universal time, the weekday may be missing."""
    found = _HTTP_DATE.fullmatch(text)
    if found is None:
        raise SignatureRefused(Why.MALFORMED, "date")
    day, month, year, hour, minute, second = found.groups()
    try:
        return datetime(
            int(year),
            _MONTHS.index(month) + 1,
            int(day),
            int(hour),
            int(minute),
            int(second),
            0,
            UTC,
        )
    except ValueError as error:
        raise SignatureRefused(Why.MALFORMED, "date") from error


def moment_of_unix(seconds: int) -> datetime:
    """The moment of `created` or `expires`: seconds since 1970."""
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise SignatureRefused(Why.MALFORMED, "seconds since 1970") from error
