"""Is a regular expression safe to run? It is tried on the texts it would hate most.

Catastrophes need long runs of what a pattern repeats, and then something that does not fit.
So texts are made of the pattern's own letters and words, of spaces, and of near misses.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

LONGEST_TRIAL = 0.025  # seconds of CPU for one of the texts

_LENGTH = 400  # characters of each text
_MOST_PARTS = 14
_SYNTAX = regex.compile(r"\\[pP]\{[^}]*\}|\\.|\(\?[a-zA-Z<!=:>|#P-]*|\{[\d,]*\}|\[\^")
_WORD = regex.compile(r"\w+")
_SIGN = regex.compile(r"[^\w\s()\[\]{}|?*+^$\\.]")
_ALWAYS = ("a", " ", "1", "a ", "Aa", "\n", ".", "-", "ä", "\t ")


def is_too_slow(pattern: regex.Pattern[str]) -> bool:
    """Whether one of the hateful texts takes too long."""
    for text in _hateful(pattern.pattern):
        try:
            for _found in pattern.finditer(text, timeout=LONGEST_TRIAL):
                pass
        except TimeoutError:
            return True
    return False


def _hateful(source: str) -> Iterator[str]:
    bare = _SYNTAX.sub(" ", source)
    words = list(dict.fromkeys(_WORD.findall(bare)))[:_MOST_PARTS]
    letters = list(dict.fromkeys("".join(words)))[:_MOST_PARTS]
    signs = list(dict.fromkeys(_SIGN.findall(bare)))[:6]
    parts = list(dict.fromkeys([*_ALWAYS, *words, *letters, *signs]))
    # What must occur does, but behind what does not fit; else the engine need not even begin.
    end = "~\x00~" + " ".join([*words, *letters, *signs])
    for part in parts:
        run = (part * _LENGTH)[:_LENGTH]
        yield run
        yield run + end
        if part in words:
            yield ((part + " ") * _LENGTH)[:_LENGTH] + end
    for word in words[:6]:
        for part in _ALWAYS:
            yield word + (part * _LENGTH)[:_LENGTH] + end
    if letters:
        yield ("".join(letters) * _LENGTH)[:_LENGTH] + end
        yield (" ".join(words) * _LENGTH)[:_LENGTH] + end
