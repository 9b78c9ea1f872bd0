"""Where sentences and paragraphs end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import regex

from augenhoehe.plainspeech.records import Span

_END = regex.compile(
    r"(?P<mark>[.!?…]++)[\"'”’»)\]]*+(?=\s|$)"
    r"|\n[ \t]*+\n\s*+"  # a blank line
    r"|\n(?=[ \t]*+(?:[-*•–]|\d{1,2}[.)])[ \t])"  # the next line is an item of a list
    r"|(?<=\p{Extended_Pictographic}\ufe0f?)[ \t]*+\n"  # an emoji stands for a full stop
)
_PARAGRAPH_END = regex.compile(r"\n[ \t]*+\n\s*+")
_LAST_TOKEN = regex.compile(r"[\w.]*$")
_ABBREVIATED = (
    "abs art bspw bzgl bzw ca co dgl dr etc evtl exkl fa ff geb gem ggf hrsg ing inkl ink inc"
    " jh kap lt ltd max mind min mio mr mrd mrs ms mwst nr no pos prof rd resp sog st str tel"
    " usw u.a v.a vgl vs z.b z.t d.h e.g i.e a.m p.m approx dept est fig vol jr sr"
)
_ABBREVIATIONS = frozenset(_ABBREVIATED.split())


def sentences_in(text: str, words: tuple[Span, ...]) -> tuple[Span, ...]:
    """Abbreviations, ordinals ("am 3. Mai") and a small letter after the mark end none."""
    return tuple(_with_words(text, _cuts(text), words))


def paragraphs_in(text: str, words: tuple[Span, ...]) -> tuple[Span, ...]:
    cuts = [found.end() for found in _PARAGRAPH_END.finditer(text)]
    return tuple(_with_words(text, cuts, words))


def _cuts(text: str) -> Iterator[int]:
    for found in _END.finditer(text):
        if found["mark"] not in (".", "…", "...") or _ends(text, found.start(), found.end()):
            yield found.end()


def _ends(text: str, before: int, after: int) -> bool:
    """Whether a full stop with space behind it ends a sentence."""
    rest = text[after : after + 40].lstrip()
    if rest[:1].islower():
        return False
    token = _LAST_TOKEN.search(text[max(0, before - 12) : before])
    last = token.group().casefold() if token else ""
    is_ordinal = last.isdigit() and len(last) <= 2 and bool(rest)
    is_initial = len(last) == 1 and last.isalpha() and bool(rest)
    return not (is_ordinal or is_initial or last in _ABBREVIATIONS)


def _with_words(text: str, cuts: Iterable[int], words: tuple[Span, ...]) -> Iterator[Span]:
    start, at = 0, 0
    for cut in [*cuts, len(text)]:
        first = at
        while at < len(words) and words[at][0] < cut:
            at += 1
        if at > first:
            stretch = text[start:cut]
            left = start + len(stretch) - len(stretch.lstrip())
            yield left, start + len(stretch.rstrip())
            start = cut
        elif not text[start:cut].strip():
            start = cut
