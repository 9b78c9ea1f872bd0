"""Words cut to a common beginning, so that "Lieferungen" finds "Lieferung". Rough on purpose.

No dictionary and no language model: a few endings, cut once, never below four letters. Whoever
writes a keyword sees on the playbook's page what it found and why.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from augenhoehe.foundation.marks import without_towers

_TOKEN = re.compile(r"[^\W_]+")
_APOSTROPHES = str.maketrans("", "", "'’ʼ")
_SHORTEST = 4
# The longest first; only one is cut, and put in its place what stands beside it.
_DE = "ungen enen eten sten ern tet ten est ung en em er es et te st e n s t"
_EN = "ations nesses ation ness ings ing ers ies:y ed er es ly e s"
_ENDINGS = {
    language: [tuple((each + ":").split(":")[:2]) for each in endings.split()]
    for language, endings in (("de", _DE), ("en", _EN))
}
_UMLAUTS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})


def tokens_in(text: str) -> list[str]:
    """The words of a text, as written, without what stands between them."""
    return _TOKEN.findall(
        unicodedata.normalize("NFC", without_towers(text)).translate(_APOSTROPHES)
    )


@lru_cache(maxsize=8_192)
def stem(word: str, language: str) -> str:
    """What a word has in common with its other forms."""
    folded = word.casefold().translate(_UMLAUTS).replace("ss", "s")
    if len(folded) > 64:
        return folded
    for ending, instead in _ENDINGS[language]:
        if folded.endswith(ending) and len(folded) - len(ending) >= _SHORTEST:
            return folded.removesuffix(ending) + instead
    return folded


def stems_of(keyword: str, language: str) -> tuple[str, ...]:
    """A keyword of one or several words, as it is looked for."""
    return tuple(stem(word, language) for word in tokens_in(keyword))
