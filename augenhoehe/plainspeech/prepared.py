"""A text made ready for rules: what its author did not say in running words is masked.

Code, quotes, links, mentions and hashtags become spaces, one for each character, so that a
place in the prepared text is the same place in the text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import regex

from augenhoehe.foundation.text.finding import Hashtag, Link, Mention, find
from augenhoehe.plainspeech.records import Span
from augenhoehe.plainspeech.sentences import paragraphs_in, sentences_in

# Each of these reads a text once, whatever it holds: every repetition is possessive.
_CODE = regex.compile(r"(?s)(?<!`)(?P<fence>`{3,}+).*?(?:(?P=fence)|\Z)|(?<!`)`[^`\n]++`(?!`)")
_QUOTED_LINE = regex.compile(r"(?m)^[ \t]{0,3}>.*$")
_INSIDE = r"(?:[^{0}\n]|\n(?![ \t]*\n))*+"
_QUOTES = regex.compile(
    "|".join(
        [
            "„" + _INSIDE.format("„“”") + "[“”]",
            "“" + _INSIDE.format("“”") + "”",
            "«" + _INSIDE.format("«»") + "»",
            "»" + _INSIDE.format("«»") + "«",
            r'(?<![\w"])"(?=\S)[^"\n]*+"(?!\w)',  # and not 28" wheels
            r"(?<![\w'])'(?=\S)[^'\n]{2,200}+'(?!\w)",  # and not it's
            "‚[^‚‘’\n]++[‘’]",
            r"‘[^‘’\n]++’(?!\w)",
        ]
    )
)
_MAIL = regex.compile(r"(?<![\w.+-])[\w.+-]++@[\w.-]++")
_UNSEEN = regex.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_EMOJI = regex.compile(
    r"(?![©®™])\p{Extended_Pictographic}"
    "[\ufe0f\U0001f3fb-\U0001f3ff]*+"
    "(?:\u200d\\p{Extended_Pictographic}[\ufe0f\U0001f3fb-\U0001f3ff]*+)*+"
    "|[\U0001f1e6-\U0001f1ff]{2}"
)
_WORD = regex.compile(r"\p{L}[\p{L}\p{M}\p{N}]*+(?:[-'’][\p{L}\p{N}][\p{L}\p{M}\p{N}]*+)*+")
_PIECE = regex.compile(r"\w+")
_MASKABLE = regex.compile(r"\S")


@dataclass(eq=False)
class Prepared:
    """`text` as it came, `plain` of the same length with the masked parts as spaces."""

    text: str
    plain: str
    language: str = ""
    code: tuple[Span, ...] = ()
    quotes: tuple[Span, ...] = ()
    links: tuple[Span, ...] = ()  # addresses with or without https://
    mentions: tuple[Span, ...] = ()
    hashtags: tuple[Span, ...] = ()
    emoji: tuple[Span, ...] = ()  # stay in `plain`

    @cached_property
    def words(self) -> tuple[Span, ...]:
        """Running words; "E-Bike" and "geht's" are one each."""
        return tuple(found.span() for found in _WORD.finditer(self.plain))

    @cached_property
    def lowered(self) -> tuple[str, ...]:
        """The words, casefolded, in the order of `words`."""
        return tuple(self.plain[start:end].casefold() for start, end in self.words)

    @cached_property
    def pieces(self) -> frozenset[str]:
        """What stands between word boundaries, casefolded: for rules that need one of them."""
        return frozenset(_PIECE.findall(self.plain.casefold()))

    @cached_property
    def sentences(self) -> tuple[Span, ...]:
        """Stretches with at least one word in them, without the space around them."""
        return sentences_in(self.plain, self.words)

    @cached_property
    def paragraphs(self) -> tuple[Span, ...]:
        """Stretches with at least one word in them and no blank line."""
        return paragraphs_in(self.plain, self.words)


def prepare(text: str) -> Prepared:
    """Find what is masked, and mask it."""
    plain = _UNSEEN.sub(" ", text)
    code = _spans(_CODE, plain, needs="`")
    plain = masked(plain, code)
    lines = _spans(_QUOTED_LINE, plain, needs=">")
    plain = masked(plain, lines)
    quotes = _spans(_QUOTES, plain)
    plain = masked(plain, quotes)
    found = _things(plain)
    plain = masked(plain, [*found[Link], *found[Mention], *found[Hashtag]])
    plain = masked(plain, _spans(_MAIL, plain, needs="@"))
    return Prepared(
        text,
        plain,
        code=code,
        quotes=tuple(sorted([*lines, *quotes])),
        links=tuple(found[Link]),
        mentions=tuple(found[Mention]),
        hashtags=tuple(found[Hashtag]),
        emoji=() if plain.isascii() else _spans(_EMOJI, plain),
    )


def masked(text: str, spans: Iterable[Span]) -> str:
    """The text with spaces where the spans are; line breaks stay."""
    parts, at = [], 0
    for start, end in sorted(spans):
        parts += [text[at:start], _MASKABLE.sub(" ", text[start:end])]
        at = end
    return "".join([*parts, text[at:]])


def _spans(pattern: regex.Pattern[str], text: str, *, needs: str = "") -> tuple[Span, ...]:
    if needs not in text:
        return ()
    return tuple(found.span() for found in pattern.finditer(text))


def _things(text: str) -> dict[type, list[Span]]:
    found: dict[type, list[Span]] = {Link: [], Mention: [], Hashtag: []}
    for each in find(text):
        found[type(each.thing)].append((each.start, each.end))
    return found
