"""Which words of a text stand in another one too: what is marked where two say nearly the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

# Words, as echo compares them: addresses and mentions do not count.
_WORD = re.compile(r"https?://\S+|(?<!\w)@\w[\w.@-]*|(?P<word>\w+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text."""

    words: str
    is_same: bool


def pieces_like(text: str, other: str) -> list[Piece]:
    """The text in stretches: the same are two words or more that stand so in the other too."""
    return list(_pieces(text, _same_stretches(text, other)))


def _same_stretches(text: str, other: str) -> list[tuple[int, int]]:
    """Where the pairs of words that both have begin and end, joined where they meet."""
    there = {(one.key, next_one.key) for one, next_one in pairwise(_words_of(other))}
    found: list[tuple[int, int]] = []
    for one, next_one in pairwise(_words_of(text)):
        if (one.key, next_one.key) not in there:
            continue
        start = found.pop()[0] if found and found[-1][1] >= one.start else one.start
        found.append((start, next_one.end))
    return found


def _pieces(text: str, same: list[tuple[int, int]]) -> Iterator[Piece]:
    at = 0
    for start, end in same:
        if at < start:
            yield Piece(text[at:start], is_same=False)
        yield Piece(text[start:end], is_same=True)
        at = end
    if at < len(text):
        yield Piece(text[at:], is_same=False)


@dataclass(frozen=True, slots=True)
class _Word:
    key: str  # without case and compatibility marks
    start: int
    end: int


def _words_of(text: str) -> list[_Word]:
    return [
        _Word(unicodedata.normalize("NFKC", one["word"]).casefold(), one.start(), one.end())
        for one in _WORD.finditer(text)
        if one["word"]
    ]
