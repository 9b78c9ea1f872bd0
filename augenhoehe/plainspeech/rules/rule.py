"""One rule, and how it meets a text: Vale's existence, substitution and occurrence."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

import regex

from augenhoehe.plainspeech.prepared import Prepared
from augenhoehe.plainspeech.records import Finding, Hit, Span

LONGEST_SEARCH = 0.01  # seconds of CPU one rule may take for one text

_REFERENCE = regex.compile(r"\$(\d)")
_OR = {"de": " oder ", "en": " or "}


class TooSlow(Exception):
    """A rule, or all of them together, took longer than they may."""


@dataclass(frozen=True, slots=True)
class Swap:
    """What may stand there instead, and which group of the pattern says so."""

    group: int
    instead: tuple[str, ...]
    groups: int = 0  # of the person who wrote the rule, behind ours


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as it was read. `needles`: at least one of these pieces must be in the text."""

    name: str
    extends: str
    message: str
    pattern: regex.Pattern[str]
    language: str
    level: str = "warning"
    scope: str = "text"
    suggestion: str = ""
    link: str = ""
    feature: str = ""
    weight: float = 1.0
    exceptions: regex.Pattern[str] | None = None
    swaps: tuple[Swap, ...] = ()
    capitalize: bool = False
    most: int = 0
    least: int = 0
    limit: int = 0
    needles: frozenset[str] = field(default=frozenset())


@dataclass(frozen=True, slots=True)
class Met:
    """Where a rule met a text: what is counted, and what is said of it."""

    hit: Hit
    finding: Finding


def meet(rule: Rule, prepared: Prepared, *, seconds: float = LONGEST_SEARCH) -> list[Met]:
    """Every place where the rule has something to say; `TooSlow` after `seconds` of CPU."""
    if rule.needles and rule.needles.isdisjoint(prepared.pieces):
        return []
    ends = time.thread_time() + seconds
    met: list[Met] = []
    for start, end in _stretches(rule, prepared):
        met.extend(_in_stretch(rule, prepared.plain[start:end], start, ends))
    return met[: rule.limit] if rule.limit else met


def _stretches(rule: Rule, prepared: Prepared) -> tuple[Span, ...]:
    if rule.scope == "sentence":
        return prepared.sentences
    if rule.scope == "paragraph":
        return prepared.paragraphs
    return ((0, len(prepared.plain)),)


def _in_stretch(rule: Rule, text: str, offset: int, ends: float) -> Iterator[Met]:
    left = ends - time.thread_time()
    if left <= 0:
        raise TooSlow(rule.name)
    try:
        found = [each for each in rule.pattern.finditer(text, timeout=left) if each.group().strip()]
    except TimeoutError:
        raise TooSlow(rule.name) from None
    if rule.extends == "occurrence":
        yield from _counted(rule, found, offset, text)
        return
    for each in found:
        if rule.exceptions is None or not rule.exceptions.search(each.group()):
            yield from _met(rule, each, offset)


def _counted(rule: Rule, found: list[regex.Match[str]], offset: int, text: str) -> Iterator[Met]:
    """Too many: the first that is too much. Too few: the first line, as there is no passage."""
    if rule.most and len(found) > rule.most:
        first = found[rule.most]
        yield _said(rule, first.start() + offset, first.end() + offset, [first.group()], "")
    elif rule.least and len(found) < rule.least and text.strip():
        before = offset + len(text) - len(text.lstrip())
        start, end = _trimmed(before, text.lstrip().partition("\n")[0])
        yield _said(rule, start, end, [""], "")


def _met(rule: Rule, found: regex.Match[str], offset: int) -> Iterator[Met]:
    seen = found.group()
    if rule.extends == "existence":
        start, end = _trimmed(found.start(), seen)
        yield _said(rule, start + offset, end + offset, [seen.strip()], rule.suggestion)
        return
    swap = next(one for one in rule.swaps if found.group(one.group) is not None)
    instead = [_filled(one, swap, found) for one in swap.instead]
    if seen.strip() in instead:
        return
    if rule.capitalize and seen[:1].isupper():
        instead = [one[:1].upper() + one[1:] for one in instead]
    start, end = _trimmed(found.start(), seen)
    expected = _OR.get(rule.language, " / ").join(instead)
    yield _said(rule, start + offset, end + offset, [expected, seen.strip()], expected)


def _trimmed(start: int, seen: str) -> Span:
    """The place without the space around it."""
    left = len(seen) - len(seen.lstrip())
    return start + left, start + len(seen.rstrip())


def _filled(instead: str, swap: Swap, found: regex.Match[str]) -> str:
    """With $1 and so on replaced by what the rule's own groups found."""

    def group(reference: regex.Match[str]) -> str:
        number = int(reference.group(1))
        inside = 0 < number <= swap.groups
        return (found.group(swap.group + number) or "") if inside else reference.group()

    return _REFERENCE.sub(group, instead) if swap.groups else instead


def _said(rule: Rule, start: int, end: int, seen: list[str], suggestion: str) -> Met:
    first, *rest = rule.message.split("%s")
    message = first + "".join(each + part for each, part in zip(seen, rest, strict=False))
    finding = Finding(start, end, rule.name, message, suggestion, rule.level)
    return Met(Hit(start, end, rule.name, rule.feature, rule.weight), finding)
