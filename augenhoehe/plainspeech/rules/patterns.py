"""What a rule file says becomes one regular expression, put together the way Vale does it."""

from __future__ import annotations

import math

import regex

from augenhoehe.foundation.written.saying import gettext as _
from augenhoehe.foundation.written.yaml_places import Node
from augenhoehe.plainspeech.rules.reading import Written
from augenhoehe.plainspeech.rules.rule import Rule, Swap

_WORD = r"(?m)\b(?:%s)\b"
_NO_WORD = "(?m)(?:%s)"
_LONGEST_PATTERN = 60_000
_BACKWARDS = regex.compile(r"(?<!\\)(?:\\\\)*\\(?:[1-9]|g<)|\(\?(?:[P&R+]|-?\d)")
_COUNT = regex.compile(r"\{(?:\d*,)?(\d+)\}")
_MOST_REPEATS = 100_000  # written in one entry, multiplied: what makes a pattern huge in memory
_TEXTS = ("message", "level", "scope", "suggestion", "link", "feature")
_LITERAL = regex.compile(r"[\w ,'’-]+")
_PIECE = regex.compile(r"\w+")


def rule_of(written: Written, name: str, language: str) -> Rule | None:
    """The rule; None after what is wrong was added to the faults."""
    text, swaps = _text_of(written)
    exceptions = "|".join(_sound(written, written.lists["exceptions"]))
    if written.faults:
        return None
    pattern = _compiled(written, written.node, text)
    spared = _compiled(written, written.place("exceptions"), _WORD % exceptions)
    if pattern is None or spared is None:
        return None
    return Rule(
        name=name,
        extends=written.extends,
        pattern=pattern,
        language=language,
        weight=written.weight,
        exceptions=spared if exceptions else None,
        swaps=swaps,
        capitalize=written.truths["capitalize"],
        most=written.numbers["max"],
        least=written.numbers["min"],
        limit=written.numbers["limit"],
        needles=_needles(written),
        **{key: written.texts[key] for key in _TEXTS},
    )


def _text_of(written: Written) -> tuple[str, tuple[Swap, ...]]:
    """The whole regular expression, and for a substitution what its groups stand for."""
    if written.extends == "substitution":
        text, swaps = _swapping(written)
        return (_NO_WORD if written.truths["nonword"] else _WORD).replace("%s", text), swaps
    if written.extends == "occurrence":
        text = f"(?m)(?:{written.texts['token']})"
        _compiled(written, written.place("token"), text)
        return text, ()
    return _existing(written), ()


def _existing(written: Written) -> str:
    """Tokens stand between word boundaries; `raw` is joined before them, or after."""
    tokens = _sound(written, written.lists["tokens"])
    raw = "".join(each.text for each in written.lists["raw"])
    if _repeats(raw) > _MOST_REPEATS:
        written.refuse(written.place("raw"), _("The numbers in {…} are too large."))
    as_words = tokens and not written.truths["nonword"]
    text = (_WORD if as_words else _NO_WORD).replace("%s", "|".join(tokens)) if tokens else "(?m)"
    return text + raw if written.truths["append"] else raw + text


def _swapping(written: Written) -> tuple[str, tuple[Swap, ...]]:
    """A group for each key, so that it is known which one was met."""
    parts, swaps, group = [], [], 1
    for key, instead in written.swap:
        compiled = _one(written, key)
        if compiled is None:
            continue
        options = tuple(part.strip() for part in instead.text.split("|") if part.strip())
        parts.append(f"({key.text})")
        swaps.append(Swap(group, options, compiled.groups))
        group += 1 + compiled.groups
    return "|".join(parts), tuple(swaps)


def _sound(written: Written, entries: list[Node]) -> list[str]:
    return [each.text for each in entries if _one(written, each) is not None]


def _one(written: Written, entry: Node) -> regex.Pattern[str] | None:
    """An entry by itself, so that a fault is told at its line."""
    if _BACKWARDS.search(entry.text):
        reason = _("References to other groups cannot be used here.")
        written.refuse(entry, reason)
        return None
    return _compiled(written, entry, entry.text)


def _compiled(written: Written, place: Node, text: str) -> regex.Pattern[str] | None:
    if len(text) > _LONGEST_PATTERN:
        written.refuse(place, _("All entries together are too long. Make two rules of them."))
        return None
    if place.text and _repeats(place.text) > _MOST_REPEATS:
        written.refuse(place, _("The numbers in {…} are too large."))
        return None
    flags = regex.VERSION0 | (regex.IGNORECASE if written.truths["ignorecase"] else 0)
    try:
        return regex.compile(text, flags)
    except (regex.error, RecursionError, OverflowError, ValueError, MemoryError) as error:
        reason = _("This is no regular expression: %(why)s.")
        written.refuse(place, reason % {"why": str(error)[:200]})
        return None


def _repeats(text: str) -> int:
    numbers = (int(count[:9]) for count in _COUNT.findall(text))
    return math.prod(number for number in numbers if number)


def _needles(written: Written) -> frozenset[str]:
    """The first pieces of the entries; empty if one is more than words, or no words are meant."""
    if written.truths["nonword"] or written.lists["raw"] or written.extends == "occurrence":
        return frozenset()
    entries = [each.text for each in written.lists["tokens"]]
    entries += [key.text for key, _instead in written.swap]
    found = set()
    for entry in entries:
        first = _PIECE.search(entry)
        if first is None or not _LITERAL.fullmatch(entry):
            return frozenset()
        found.add(first.group().casefold())
    return frozenset(found)
