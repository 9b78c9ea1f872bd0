"""Words for the search: reduced to their stems, so that "Häuser" finds "Haus" and "haeuser".

The same folding at both ends: `stem_document` when a post enters the index, `stem_query`
when somebody searches.
"""

import re
import threading
import unicodedata
from collections.abc import Sequence

import Stemmer

from augenhoehe.foundation.marks import without_towers

_ALGORITHMS = {"de": "german", "en": "english"}
_WORD = re.compile(r"\w+")
_LONGEST_WORD = 64


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Words both languages have (in, was, die, war, so, am, also, will, man, an, hat) do not vote.
_STOP_WORDS = {
    "de": _set(
        "aber als auch auf aus bei bin bis bist da dann das dass dein dem den denn der des"
        " dich dir doch du durch ein eine einem einen einer eines er es euch euer für"
        " gegen habe haben hatte hatten ich ihm ihn ihnen ihr ihre im ist ja jetzt kann"
        " kein keine können mal mehr mein meine mich mir mit muss nach nicht noch nun nur oder"
        " ohne schon sehr sein seine seit sich sie sind sollte soll über um und uns unser unter"
        " viel vom von vor waren warum weil wenn wer werden wie wieder wir wird wo wurde würde"
        " zu zum zur zwischen"
    ),
    "en": _set(
        "a about after again all and any are as at be because been before being but by can could"
        " did do does doing don down each few for from had has have having he her here"
        " him his how i if into is it its just like me more most my no not now of off on once only"
        " or other our out over own same she should some such than that the their them then there"
        " these they this those through to too under up very we were what when where"
        " which while who why with would you your"
    ),
}
_SMALL = frozenset().union(*_STOP_WORDS.values())
_ENOUGH_VOTES = 4
_CLEAR_MAJORITY = 2


class _Stemmers(threading.local):
    """One set for each thread: a PyStemmer object must not be used by two at once."""

    def __init__(self) -> None:
        self.by_language = {code: Stemmer.Stemmer(name) for code, name in _ALGORITHMS.items()}


_stemmers = _Stemmers()


def without_small_words(text: str) -> str:
    """A text without what stands in every one ("and", "your", "nicht")."""
    return " ".join(word for word in _words(text) if word not in _SMALL)


def _words(text: str) -> list[str]:
    folded = unicodedata.normalize("NFKC", without_towers(text)).casefold()
    return [word[:_LONGEST_WORD] for word in _WORD.findall(folded)]


def _fold(word: str) -> str:
    """Without accents and umlauts."""
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFKD", word)
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _stem(word: str, language: str) -> str:
    # The German stemmer knows that ae is ä, so the umlauts are folded only after it.
    stem: str = _stemmers.by_language[language].stemWord(word)
    return _fold(stem)


def stem_document(text: str, language: str | None) -> str:
    """The stems of a text, separated by spaces; both stems where the language is unknown.

    `language` is a code such as "de" or "de-AT".
    """
    code = (language or "").lower().partition("-")[0]
    codes = [code] if code in _ALGORITHMS else list(_ALGORITHMS)
    stems = (dict.fromkeys(_stem(word, code) for code in codes) for word in _words(text))
    return " ".join(stem for alternatives in stems for stem in alternatives)


def stem_query(query: str) -> list[list[str]]:
    """For each word what may stand for it in the index: the German stem, then the English."""
    return [
        list(dict.fromkeys(_stem(word, code) for code in _ALGORITHMS)) for word in _words(query)
    ]


def guess_language(text: str, *, among: Sequence[str] = ("de", "en")) -> str | None:
    """The language most of the small words vote for, or None if that is not clear.

    Rather nothing than a wrong guess: short texts get none.
    """
    words = _words(text)
    votes = {
        code: sum(word in _STOP_WORDS[code] for word in words)
        for code in among
        if code in _STOP_WORDS
    }
    ranking = sorted(votes, key=lambda code: votes[code], reverse=True)
    if not ranking or votes[ranking[0]] < _ENOUGH_VOTES:
        return None
    second = votes[ranking[1]] if len(ranking) > 1 else 0
    return ranking[0] if votes[ranking[0]] >= _CLEAR_MAJORITY * second else None
