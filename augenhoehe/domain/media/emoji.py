"""The emoji of this server, as every page and answer needs them: kept in memory.

They change a few times a year and are asked for with every text. So the list is read again
when this process changes it, and otherwise after a few seconds: another process may have.
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from dataclasses import dataclass

from augenhoehe.domain.media.models import CustomEmoji

_SECONDS = 10.0
# As Mastodon finds them: not beside a letter, a digit or another colon.
WRITTEN = re.compile(r"(?<![A-Za-z0-9_:]):([A-Za-z0-9_]{2,64}):(?![A-Za-z0-9_:])", re.ASCII)


@dataclass(frozen=True, slots=True)
class Emoji:
    """A word and the picture that stands for it."""

    id: int
    shortcode: str
    category: str
    is_offered: bool

    @property
    def path(self) -> str:
        """Where its picture lies on this server; it never changes."""
        return f"/emoji/{self.id}.webp"


@dataclass(frozen=True, slots=True)
class Known:
    """All of them by their word. `version` is another number whenever one of them changes."""

    by_shortcode: Mapping[str, Emoji]
    version: int
    until: float


_known = Known({}, 0, 0.0)


def known_emoji() -> Known:
    """The emoji in use."""
    if time.monotonic() >= _known.until:
        _read()
    return _known


def _read() -> None:
    global _known
    rows = CustomEmoji.objects.filter(domain="", disabled_at__isnull=True).order_by("shortcode")
    columns = ("id", "shortcode", "category", "is_offered")
    found = [Emoji(*row) for row in rows.values_list(*columns)]
    version = hash(tuple(found)) if found else 0
    by_shortcode = {one.shortcode: one for one in found}
    _known = Known(by_shortcode, version, time.monotonic() + _SECONDS)


def forget() -> None:
    """Read them anew before they are used again."""
    global _known
    _known = Known(_known.by_shortcode, _known.version, 0.0)


def emoji_in(*texts: str) -> list[Emoji]:
    """Those that are written in these texts, each once, in their order."""
    known = known_emoji().by_shortcode
    if not known:
        return []
    written = (name for text in texts if ":" in text for name in WRITTEN.findall(text))
    return [known[name] for name in dict.fromkeys(written) if name in known]
