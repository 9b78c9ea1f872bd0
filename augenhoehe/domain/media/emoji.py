"""The emoji of this server, as every page and answer needs them: kept in memory.

They change a few times a year and are asked for with every text. So the list is read again
when this process changes it, and otherwise after a few seconds: another process may have.

Those of other servers come with what is said there, and there can be any number of them. So
the ones that are needed are asked for, many at once where a page shows many texts.
"""

from __future__ import annotations

import re
import threading
import time
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from augenhoehe.domain.media.models import CustomEmoji

_SECONDS = 10.0
_ELSEWHERE_SECONDS = 60.0
_MOST_ELSEWHERE = 5000
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
    _elsewhere.clear()


def emoji_in(*texts: str, domain: str = "") -> list[Emoji]:
    """Those that are written in these texts, each once, in their order.

    `domain` is the server of who wrote them: a word means there what it means there.
    """
    if domain:
        learn((domain, text) for text in texts)
        names = list(dict.fromkeys(name for text in texts for name in _names(text)))
        return [one for name in names if (one := emoji_named(name, domain))]
    known = known_emoji().by_shortcode
    if not known:
        return []
    written = (name for text in texts for name in _names(text))
    return [known[name] for name in dict.fromkeys(written) if name in known]


def _names(text: str) -> list[str]:
    return WRITTEN.findall(text) if ":" in text else []


class _Elsewhere:
    """Emoji of other servers by their server and word, the last used ones; also what is none."""

    def __init__(self) -> None:
        self._known: OrderedDict[tuple[str, str], tuple[float, Emoji | None]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: tuple[str, str]) -> Emoji | None:
        with self._lock:
            return self._known.get(key, (0.0, None))[1]

    def unknown(self, keys: Iterable[tuple[str, str]], *, anew: bool) -> set[tuple[str, str]]:
        """What has to be asked for; `anew` also what was none a moment ago."""
        now = time.monotonic()
        with self._lock:
            found = {key: self._known.get(key, (0.0, None)) for key in keys}
        return {
            key for key, (until, emoji) in found.items() if until < now or (anew and emoji is None)
        }

    def keep(self, found: Mapping[tuple[str, str], Emoji | None]) -> None:
        until = time.monotonic() + _ELSEWHERE_SECONDS
        with self._lock:
            self._known.update({key: (until, emoji) for key, emoji in found.items()})
            while len(self._known) > _MOST_ELSEWHERE:
                self._known.popitem(last=False)

    def clear(self) -> None:
        with self._lock:
            self._known.clear()


_elsewhere = _Elsewhere()


def learn(written: Iterable[tuple[str, str]], *, anew: bool = False) -> None:
    """Read in one question which emoji these texts need: pairs of a server and a text.

    `anew` for what is remembered once it is made: a word that was none a moment ago may be
    one by now.
    """
    keys = {(domain, name) for domain, text in written if domain for name in _names(text)}
    missing = _elsewhere.unknown(keys, anew=anew)
    if not missing:
        return
    rows = CustomEmoji.objects.filter(
        domain__in={domain for domain, _name in missing},
        shortcode__in={name for _domain, name in missing},
        disabled_at__isnull=True,
    )
    found: dict[tuple[str, str], Emoji | None] = dict.fromkeys(missing)
    for row in rows:
        if (row.domain, row.shortcode) in found:
            one = Emoji(row.id, row.shortcode, row.category, is_offered=False)
            found[row.domain, row.shortcode] = one
    _elsewhere.keep(found)


def emoji_named(name: str, domain: str = "") -> Emoji | None:
    """The emoji a word stands for; of another server only after `learn`."""
    return _elsewhere.get((domain, name)) if domain else known_emoji().by_shortcode.get(name)
