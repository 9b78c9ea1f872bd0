"""The known readability formulas. Under 50 words they are noise, so there are none.

Sources: Flesch 1948 (FRE), Amstad 1978 (its German form), Björnsson 1968 (LIX), Bamberger and
Vanecek 1984 (first Wiener Sachtextformel), Kincaid 1975, Herdan 1960 (C), Covington and McFall
2010 (MATTR). Amstad is too kind to terms and conditions; none of them knows what a text means.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from augenhoehe.plainspeech.prepared import Prepared
from augenhoehe.plainspeech.records import Readability
from augenhoehe.plainspeech.syllables import syllables

FEWEST_WORDS = 50

_LONG = 6  # letters; a word with more is long
_MANY_SYLLABLES = 3


def readability_of(prepared: Prepared) -> Readability | None:
    """What the formulas say; None under 50 words."""
    words, sentences = prepared.lowered, len(prepared.sentences)
    if len(words) < FEWEST_WORDS or not sentences:
        return None
    german = prepared.language == "de"
    counts = [syllables(word, prepared.language) for word in words]
    per_sentence, per_word = len(words) / sentences, sum(counts) / len(words)
    long = sum(len(word) > _LONG for word in words)
    return Readability(
        words=len(words),
        sentences=sentences,
        lix=lix(len(words), sentences, long),
        fre=None if german else flesch(per_sentence, per_word),
        flesch_kincaid=None if german else flesch_kincaid(per_sentence, per_word),
        amstad=amstad(per_sentence, per_word) if german else None,
        wstf=_wstf_of(counts, per_sentence, long) if german else None,
        herdan=herdan(len(set(words)), len(words)),
        mattr=mattr(words),
    )


def flesch(words_per_sentence: float, syllables_per_word: float) -> float:
    """Reading ease of English, from 100 (easy) to 0 (hard)."""
    return 206.835 - 1.015 * words_per_sentence - 84.6 * syllables_per_word


def amstad(words_per_sentence: float, syllables_per_word: float) -> float:
    """Reading ease of German, from 100 (easy) to 0 (hard)."""
    return 180 - words_per_sentence - 58.5 * syllables_per_word


def flesch_kincaid(words_per_sentence: float, syllables_per_word: float) -> float:
    """Years of school in the United States."""
    return 0.39 * words_per_sentence + 11.8 * syllables_per_word - 15.59


def lix(words: int, sentences: int, long_words: int) -> float:
    """From 20 (easy) to 60 (hard), for any language; long are words over six letters."""
    return words / sentences + 100 * long_words / words


def wstf(many: float, words_per_sentence: float, long: float, one: float) -> float:
    """School year in Austria. Per cent of words: three syllables and more, over 6 letters, one."""
    return 0.1935 * many + 0.1672 * words_per_sentence + 0.1297 * long - 0.0327 * one - 0.875


def herdan(different: int, words: int) -> float:
    """Richness of vocabulary, from 0 to 1."""
    return math.log(different) / math.log(words) if words > 1 else 1.0


def mattr(words: Sequence[str], window: int = 50) -> float:
    """Share of different words, averaged over every stretch of 50, so that length is no matter."""
    if len(words) <= window:
        return len(set(words)) / len(words)
    inside = Counter(words[:window])
    total = len(inside)
    for gone, come in zip(words, words[window:], strict=False):
        inside[come] += 1
        inside[gone] -= 1
        if not inside[gone]:
            del inside[gone]
        total += len(inside)
    return total / window / (len(words) - window + 1)


def _wstf_of(counts: Sequence[int], words_per_sentence: float, long: int) -> float:
    per_cent = 100 / len(counts)
    many = sum(count >= _MANY_SYLLABLES for count in counts) * per_cent
    one = counts.count(1) * per_cent
    return wstf(many, words_per_sentence, long * per_cent, one)
