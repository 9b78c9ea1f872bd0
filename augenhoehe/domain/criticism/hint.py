"""Does a post sound like criticism of us? Word lists, no model, and a small effect.

The only thing a hint may do is to show its author, and readers, the question "Is this
criticism of us? Then it can become a case." The author decides. Nothing is sorted, routed,
hidden or told to anybody by it; a test watches who imports this module.

h = 1 - Π(1 - wᵢ) over the passages found. Criticism is not bad mood: what is said to be settled,
or is about the weather, does not count. Irony and dialect are missed; that is published.
Weights and threshold are assumptions, written in the lists and below.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from augenhoehe.foundation.words import guess_language

LANGUAGES = ("de", "en")
THRESHOLD = 0.4

_LONGEST_TEXT = 5000  # characters; what comes after them changes nothing
_MOST_PER_SIGNAL = 2
_NEGATED_THING = 0.3
_REACH_OF_NEGATION = 4  # words
_SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]*")
_GAP = r"(?:\s+\S+){0,4}?\s+"


class Signal(StrEnum):
    """What kind of passage was found."""

    FAULT = "fault"
    COMPLAINT = "complaint"
    SILENCE = "silence"
    WAITING = "waiting"
    REMEDY = "remedy"
    QUESTION = "question"
    RATING = "rating"
    ADDRESS = "address"
    NEGATION = "negation"
    CONTRAST = "contrast"
    EXCESS = "excess"
    DEMAND = "demand"
    NEGATED_THING = "negated_thing"


@dataclass(frozen=True, slots=True)
class Finding:
    """A passage of the text and what it is taken for."""

    signal: Signal
    passage: str
    start: int
    weight: float


@dataclass(frozen=True, slots=True)
class Hint:
    """How much sounds like criticism, from 0 to 1, and why."""

    strength: float
    findings: tuple[Finding, ...]

    @property
    def suggests_criticism(self) -> bool:
        """Whether the question is worth asking."""
        return self.strength >= THRESHOLD


def hint(text: str, *, language: str | None, names: Collection[str]) -> Hint:
    """What in this text sounds like criticism of the organisation with these names.

    `language` is a code such as "de-AT", from the author or the post; without it small words
    vote, and if they cannot say, both lists are asked and the stronger counts.
    """
    text = text[:_LONGEST_TEXT].replace("’", "'")
    code = (language or "").lower().partition("-")[0]
    if code not in LANGUAGES:
        code = guess_language(text, among=LANGUAGES) or ""
    asked = (code,) if code else LANGUAGES
    return max((_hint(text, one, names) for one in asked), key=lambda found: found.strength)


def _hint(text: str, language: str, names: Collection[str]) -> Hint:
    kept: dict[Signal, list[Finding]] = {}
    for finding in _counting(text, _lists(language), _names(frozenset(names))):
        same = kept.setdefault(finding.signal, [])
        known = {other.passage.casefold() for other in same}
        if len(same) < _MOST_PER_SIGNAL and finding.passage.casefold() not in known:
            same.append(finding)
    # To be spoken to is no criticism; it only adds to what is.
    if not kept.keys() - {Signal.ADDRESS}:
        return Hint(0.0, ())
    findings = sorted((f for same in kept.values() for f in same), key=lambda f: f.start)
    silent = 1.0
    for finding in findings:
        silent *= 1 - finding.weight
    return Hint(1 - silent, tuple(findings))


@dataclass(frozen=True, slots=True)
class _Lists:
    signals: dict[Signal, tuple[re.Pattern[str], float]]
    negated_thing: re.Pattern[str]
    settled: re.Pattern[str]
    elsewhere: re.Pattern[str]


def _counting(text: str, lists: _Lists, names: re.Pattern[str] | None) -> Iterator[Finding]:
    """What is found in sentences that are neither settled nor about something else."""
    sentences = list(_SENTENCE.finditer(text))
    about_us = bool(names and names.search(text))
    settled = [bool(lists.settled.search(sentence.group())) for sentence in sentences] + [False]
    for place, sentence in enumerate(sentences):
        elsewhere = not about_us and lists.elsewhere.search(sentence.group())
        if not (settled[place] or settled[place + 1] or elsewhere):
            yield from _in_sentence(sentence, lists, names)


def _in_sentence(
    sentence: re.Match[str], lists: _Lists, names: re.Pattern[str] | None
) -> Iterator[Finding]:
    said, start = sentence.group(), sentence.start()
    for signal, (pattern, weight) in lists.signals.items():
        if signal is not Signal.QUESTION or said.rstrip().endswith("?"):
            for hit in pattern.finditer(said):
                yield Finding(signal, hit.group(), start + hit.start(), weight)
    for hit in lists.negated_thing.finditer(said):
        yield Finding(Signal.NEGATED_THING, hit.group(), start + hit.start(), _NEGATED_THING)
    for hit in names.finditer(said) if names else ():
        weight = lists.signals[Signal.ADDRESS][1]
        yield Finding(Signal.ADDRESS, hit.group(), start + hit.start(), weight)


# --- the lists --------------------------------------------------------------------------


@cache
def _lists(language: str) -> _Lists:
    path = Path(__file__).with_name(f"hint_{language}.yaml")
    written: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    numbers = written["numbers"]
    negations, things = (_any_of(written[key], numbers) for key in ("negations", "things"))
    near = rf"(?:\s+\S+){{0,{_REACH_OF_NEGATION - 1}}}?\s+"
    return _Lists(
        {
            Signal(name): (_pattern(_any_of(signal["entries"], numbers)), signal["weight"])
            for name, signal in written["signals"].items()
        },
        _pattern(f"{things}{near}{negations}|{negations}{near}{things}"),
        _pattern(_any_of(written["settled"], numbers)),
        _pattern(_any_of(written["elsewhere"], numbers)),
    )


@cache
def _names(names: frozenset[str]) -> re.Pattern[str] | None:
    spelt = sorted((re.escape(name) for name in names if name), key=len, reverse=True)
    return _pattern("@?(?:" + "|".join(spelt) + ")") if spelt else None


def _pattern(expression: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w★☆])(?:{expression})(?![\w★☆])", re.IGNORECASE)


def _any_of(entries: list[str], numbers: list[str]) -> str:
    # The longest first: the whole phrase is the better name for what was found.
    longest_first = sorted((str(entry) for entry in entries), key=len, reverse=True)
    return "(?:" + "|".join(_expression(entry, numbers) for entry in longest_first) + ")"


def _expression(entry: str, numbers: list[str]) -> str:
    expression, gap = "", ""
    for word in entry.split():
        if word == "...":
            gap = _GAP
            continue
        expression += gap + _word(word, numbers)
        gap = r"\s+"
    return expression


def _word(word: str, numbers: list[str]) -> str:
    if word == "#":
        return r"(?:\d+|" + "|".join(map(re.escape, numbers)) + ")"
    return re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else "")
