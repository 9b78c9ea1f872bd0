"""Text to shingles, shingles to a sketch (MinHash, Broder 1997). Pure: no models, no settings."""

import random
import re
import unicodedata
from collections.abc import Set
from hashlib import blake2b

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
_64_BITS = (1 << 64) - 1
_63_BITS = (1 << 63) - 1
# Fixed: sketches of yesterday must be comparable with those of today.
_CHOSEN = random.Random(32)  # noqa: S311 - permutations, no secret
_PERMUTATIONS = tuple(
    (_CHOSEN.getrandbits(64) | 1, _CHOSEN.getrandbits(64)) for _ in range(BANDS * ROWS)
)


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
    """One signed 64-bit key a band; two alike texts share at least one, nearly always."""
    if not parts:
        return []
    hashes = [_hash(part.encode()) for part in parts]
    rows = [min((h ^ x) * a & _64_BITS for h in hashes) for a, x in _PERMUTATIONS]
    return [_band(number, rows[number * ROWS : (number + 1) * ROWS]) for number in range(BANDS)]


def _band(number: int, rows: list[int]) -> int:
    return _hash(b"%d:%s" % (number, b"".join(row.to_bytes(8) for row in rows))) & _63_BITS


def _hash(data: bytes) -> int:
    return int.from_bytes(blake2b(data, digest_size=8).digest())
