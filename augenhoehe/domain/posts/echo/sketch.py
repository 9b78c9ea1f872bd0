"""Text to shingles, shingles to a sketch (MinHash, Broder 1997). Pure: no models, no settings."""

import re
import struct
import unicodedata
from collections.abc import Set
from hashlib import blake2b, shake_128

from augenhoehe.domain.posts.echo.constants import (
    BANDS,
    FEWEST_WORDS,
    MOST_WORDS,
    ROWS,
    SHINGLE_WORDS,
)

_QUOTED_LINE = re.compile(r"^[ \t]*>.*$", re.MULTILINE)
_QUOTED = re.compile(r'„[^„“”]*[“”]|“[^“”]*”|»[^»«]*«|«[^«»]*»|"[^"\n]*"')
_LINK = re.compile(r"https?://\S+", re.IGNORECASE)
_MENTION = re.compile(r"(?<!\w)@\w[\w.-]*(?:@[\w.-]+)?")
_WORD = re.compile(r"\w+")
_63_BITS = (1 << 63) - 1
_ALL = struct.Struct(f">{BANDS * ROWS}I")
_OF_BAND = struct.Struct(f">{1 + ROWS}I")


def words_of(text: str) -> list[str]:
    """What is compared: without quotations, links, mentions, case, marks and punctuation."""
    own = _QUOTED.sub(" ", _QUOTED_LINE.sub(" ", text))
    bare = _MENTION.sub(" ", _LINK.sub(" ", own))
    return _WORD.findall(unicodedata.normalize("NFKC", bare).casefold())[:MOST_WORDS]


def shingles(text: str) -> frozenset[str]:
    """Every run of words; empty for a text too short to be judged."""
    words = words_of(text)
    if len(words) < FEWEST_WORDS:
        return frozenset()
    runs = range(len(words) - SHINGLE_WORDS + 1)
    return frozenset(" ".join(words[at : at + SHINGLE_WORDS]) for at in runs)


def jaccard(one: Set[str], other: Set[str]) -> float:
    """Share of what both have in what either has, exactly. Nothing is like nothing: 0."""
    both = len(one & other)
    return both / (len(one) + len(other) - both) if both else 0.0


def keys(parts: Set[str]) -> list[int]:
    """One signed 64-bit key a band; two alike texts share at least one, nearly always.

    All hash functions are read from one long digest of a shingle, 32 bits each.
    """
    if not parts:
        return []
    rows = list(map(min, zip(*(_hashes(part) for part in parts), strict=True)))
    return [_band(number, rows[number * ROWS : (number + 1) * ROWS]) for number in range(BANDS)]


def _hashes(part: str) -> tuple[int, ...]:
    return _ALL.unpack(shake_128(part.encode()).digest(_ALL.size))


def _band(number: int, rows: list[int]) -> int:
    digest = blake2b(_OF_BAND.pack(number, *rows), digest_size=8).digest()
    return int.from_bytes(digest) & _63_BITS
