"""What is measured in a text: how much of each feature, and where.

Most features are what the rules found, weighted, per hundred words; the words that make a text
plain (`marks/`) are counted alike but never reported. Sources: the design's table of features
in `docs/reference/plain-speech.md`. Short texts count as `_FEWEST` words, so that one word of
praise in a line of eight is not a flood of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path

import regex
import yaml

from augenhoehe.plainspeech.prepared import Prepared
from augenhoehe.plainspeech.records import Hit, Measure, Span

_FEWEST = 30  # words
_MARKS = Path(__file__).parent / "marks"
# "Danke!!!" is one cry, and more often a customer's than an advertisement's.
_EXCLAMATION = regex.compile(r"!+")
_SIGN = regex.compile(r"[™®©]")
_TRACKED = regex.compile(r"[?&](?:utm_|fbclid|gclid)")
_WE = frozenset(
    [
        "wir",
        "uns",
        "unser",
        "unsere",
        "unserem",
        "unseren",
        "unserer",
        "unseres",
        "we",
        "us",
        "our",
        "ours",
    ]
)
_I = frozenset(
    ["ich", "mir", "mich", "mein", "meine", "meinem", "meinen", "meiner", "i", "me", "my", "mine"]
)
# Endings of nouns made of verbs and adjectives, with what their cases and plurals add.
_NOUN_ENDINGS = {
    "de": tuple(
        ending + case
        for ending in ("ung", "heit", "keit", "ion", "ismus")
        for case in ("", "en", "s")
    ),
    "en": tuple(
        ending + case for ending in ("tion", "ment", "ness", "ity", "itie") for case in ("", "s")
    ),
}
_SHORTEST_NOUN = 7  # letters
_STACCATO, _STACCATO_WORDS = 3, 4  # sentences in a row, words in each at most
# One of these is in every passive; most texts have none, and need no search.
_PASSIVE_WORDS = {
    "de": frozenset(["wird", "werden", "wurde", "wurden", "worden"]),
    "en": frozenset(["is", "are", "was", "were", "been", "being", "be"]),
}
_PASSIVE = {
    "de": regex.compile(
        r"\b(?:wird|werden|wurden?|worden)\b(?:\W+\w+){0,7}?\W+(?:ge\w+(?:t|en)|\w+iert)\b",
        regex.IGNORECASE,
    ),
    "en": regex.compile(
        r"\b(?:is|are|was|were|been|being|be)\s+(?:\w+ly\s+)?\w{3,}(?:ed|en)\b", regex.IGNORECASE
    ),
}


def measures(
    prepared: Prepared, hits: Sequence[Hit], answering: str, products: Collection[str]
) -> dict[str, Measure]:
    """By name of the feature; what a text has nothing of is left out."""
    found: dict[str, list[tuple[Span, float]]] = defaultdict(list)
    for hit in hits:
        if hit.feature:
            found[hit.feature].append(((hit.start, hit.end), hit.weight))
    for name, pattern in _marks(prepared.language).items():
        found[name] += [(each.span(), 1.0) for each in pattern.finditer(prepared.plain)]
    for name, spans in _structure(prepared, products):
        found[name] += [(span, 1.0) for span in spans]
    measured = {name: _dense(prepared, some) for name, some in found.items() if some}
    return measured | _shares(prepared, answering)


def _dense(prepared: Prepared, some: Sequence[tuple[Span, float]]) -> Measure:
    """Per hundred words."""
    words = max(_FEWEST, len(prepared.words))
    value = 100 * sum(weight for _span, weight in some) / words
    return Measure(value, tuple(span for span, _weight in some))


def _structure(
    prepared: Prepared, products: Collection[str]
) -> Iterable[tuple[str, Sequence[Span]]]:
    plain, language = prepared.plain, prepared.language
    yield "EXC", _spans(_EXCLAMATION, plain) if "!" in plain else ()
    signs = () if plain.isascii() else _spans(_SIGN, plain)
    yield "TM", [*signs, *_named(plain, products)]
    yield "EMO", prepared.emoji
    yield "TAG", prepared.hashtags
    yield "LNK", prepared.links
    yield "UTM", [link for link in prepared.links if _TRACKED.search(prepared.text[slice(*link)])]
    if language in _NOUN_ENDINGS:
        yield "NOM", _made_nouns(prepared)
        if not _PASSIVE_WORDS[language].isdisjoint(prepared.pieces):
            yield "PAS", _spans(_PASSIVE[language], plain)
    yield "SHORT", [span for span in prepared.sentences if _is_fragment(prepared, span)]
    yield "STAC", _staccato(prepared)


def _made_nouns(prepared: Prepared) -> list[Span]:
    """In German only what is written with a capital is a noun."""
    endings, plain = _NOUN_ENDINGS[prepared.language], prepared.plain
    return [
        span
        for span, word in zip(prepared.words, prepared.lowered, strict=True)
        if word.endswith(endings)
        and len(word) >= _SHORTEST_NOUN
        and (prepared.language != "de" or plain[span[0]].isupper())
    ]


def _is_fragment(prepared: Prepared, span: Span) -> bool:
    """One to three words and an end: "Einfach. Genial." """
    return len(prepared.plain[span[0] : span[1]].split()) <= 3


def _staccato(prepared: Prepared) -> list[Span]:
    """Three and more short sentences in a row, "Slow dough. Hot oven. Pure rye.": each run once."""
    runs: list[list[Span]] = [[]]
    for span in prepared.sentences:
        if len(prepared.plain[slice(*span)].split()) <= _STACCATO_WORDS:
            runs[-1].append(span)
        elif runs[-1]:
            runs.append([])
    return [(run[0][0], run[-1][1]) for run in runs if len(run) >= _STACCATO]


def _spans(pattern: regex.Pattern[str], text: str) -> list[Span]:
    return [each.span() for each in pattern.finditer(text)]


def _named(plain: str, products: Collection[str]) -> list[Span]:
    names = [regex.escape(name) for name in products if name.strip()]
    if not names:
        return []
    return _spans(regex.compile(rf"\b(?:{'|'.join(names)})\b", regex.IGNORECASE), plain)


def _shares(prepared: Prepared, answering: str) -> dict[str, Measure]:
    """Features that are shares from 0 to 1."""
    we = [at for at, word in enumerate(prepared.lowered) if word in _WE]
    own = sum(word in _I for word in prepared.lowered)
    found = {}
    if we:
        found["WE"] = Measure(len(we) / (len(we) + own), tuple(prepared.words[at] for at in we))
    if answering and (share := _recurring(prepared, answering)):
        found["ANS"] = Measure(share)
    return found


def _recurring(prepared: Prepared, answering: str) -> float:
    """Share of the asked text's content words (six letters or more) that come back."""
    asked = {word for word in regex.findall(r"\p{L}{6,}", answering.casefold())}
    said = {word for word in prepared.lowered if len(word) >= 6}
    return len(asked & said) / len(asked) if asked else 0.0


@cache
def _marks(language: str) -> Mapping[str, regex.Pattern[str]]:
    file = _MARKS / f"{language}.yaml"
    if not language.isalpha() or not file.is_file():
        return {}
    lists = yaml.safe_load(file.read_text("utf-8"))
    return {
        name: regex.compile(rf"\b(?:{'|'.join(entries)})(?!\w)", regex.IGNORECASE)
        for name, entries in lists.items()
    }
