"""Small documents: what is gone, and a quote that was agreed to."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Tombstone:
    """Here stood something (AS2 Vocabulary 3.3); `former_kind` is "" where nobody says what."""

    id: str
    former_kind: str = ""
    deleted: datetime | None = None


@dataclass(frozen=True, slots=True)
class QuoteAuthorization:
    """`author` agreed that `quoting` quotes `quoted` (FEP-044f)."""

    id: str
    author: str
    quoting: str
    quoted: str
