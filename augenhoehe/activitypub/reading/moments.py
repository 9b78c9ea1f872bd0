"""Times as they are seen in the wild, and durations.

ActivityStreams wants xsd:dateTime with a zone (AS2 Core 2.3). Seen besides: small letters, a
space for the T, no zone, "UTC" in letters, a zone's name in brackets, more than six digits,
a date alone, seconds or milliseconds since 1970, the dates of mails, and Go's zero time.
"""

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from augenhoehe.activitypub.reading.shapes import many

_ZONE_NAME = re.compile(r"\[[^\]]*\]$| ?(?:utc|gmt)$", re.IGNORECASE)
_BEGINS_AS_A_MAIL = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun),", re.IGNORECASE)
_DURATION = re.compile(
    r"P(?:(\d{1,5})D)?(?:T(?:(\d{1,5})H)?(?:(\d{1,6})M)?(?:(\d{1,8}(?:\.\d{1,6})?)S)?)?"
)
_MILLISECONDS_FROM = 100_000_000_000  # as seconds that is the year 5138


def moment(value: Any) -> datetime | None:
    """A time, aware and in UTC, or None."""
    for item in many(value, 3):
        found = item.get("@value") if isinstance(item, dict) else item
        try:
            if isinstance(found, str) and len(found) <= 64:
                when = _written(found.strip())
            elif isinstance(found, int | float) and not isinstance(found, bool):
                when = _counted(found)
            else:
                continue
        except (ValueError, OverflowError, OSError, TypeError, IndexError):
            continue
        return when if when.year > 1 else None
    return None


def seconds(value: Any) -> float | None:
    """A duration (AS2 Vocabulary: xsd:duration) in seconds; a number is taken as seconds."""
    for item in many(value, 3):
        if isinstance(item, str) and len(item) <= 40 and (found := _DURATION.fullmatch(item)):
            days, hours, minutes, rest = (float(part or 0) for part in found.groups())
            return days * 86_400 + hours * 3_600 + minutes * 60 + rest
        if isinstance(item, int | float) and not isinstance(item, bool) and 0 <= item < 10**9:
            return float(item)
    return None


def _written(found: str) -> datetime:
    if _BEGINS_AS_A_MAIL.match(found):
        return _in_utc(parsedate_to_datetime(found))
    return _in_utc(datetime.fromisoformat(_ZONE_NAME.sub("", found).upper()))


def _counted(found: float) -> datetime:
    return datetime.fromtimestamp(found / 1000 if found > _MILLISECONDS_FROM else found, UTC)


def _in_utc(when: datetime) -> datetime:
    return when.replace(tzinfo=UTC) if when.tzinfo is None else when.astimezone(UTC)
