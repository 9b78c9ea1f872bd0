"""The lines of a profile: a name and a value, maybe a link that was proven."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `url` is empty where the value is not a link."""

    name: str
    value: str
    url: str
    shown: str
    proven_at: datetime | None


def lines_of(account: Account) -> list[Line]:
    """What somebody wrote beside their text, in their order."""
    return [_line(row.name, row.value, row.verified_at) for row in account.fields.all()]


def _line(name: str, value: str, proven_at: datetime | None) -> Line:
    url = value if _is_link(value) else ""
    shown = value.partition("://")[2].rstrip("/") if url else value
    return Line(name, value, url, shown, proven_at if url else None)


def _is_link(value: str) -> bool:
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    # https://bank.example@evil.example shows one name and leads to another.
    return parts.scheme in ("http", "https") and bool(parts.netloc) and "@" not in parts.netloc
