"""Marks piled on one letter, which no language writes and every program pays for."""

import re
import unicodedata

# What no letters are: only in a run of these can so many marks stand on one letter.
_MANY_SIGNS = re.compile(r"[^\w\s\x21-\x7e]{31}")
_MOST_MARKS = 30  # on one letter, as in the "stream-safe text format" of Unicode (UAX 15)


def without_towers(text: str) -> str:
    """Without marks piled on one letter: normalising takes their number squared, minutes long."""
    if _MANY_SIGNS.search(text) is None:
        return text
    kept, piled = [], 0
    for sign in text:
        parts = unicodedata.normalize("NFD", sign)
        piled = piled + len(parts) if unicodedata.combining(parts[0]) else 0
        if piled <= _MOST_MARKS:
            kept.append(sign)
    return "".join(kept)
