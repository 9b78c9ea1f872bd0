"""What the figures of plain speech are called, in words a person can use."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from augenhoehe.plainspeech import Judgement, NotJudged

_FEWEST_WORDS = 50  # below it, figures of readability are noise

_FEATURES = {
    "SUP": gettext_lazy("superlatives and big words"),
    "PRAISE": gettext_lazy("praise of the own thing"),
    "BUZ": gettext_lazy("buzzwords"),
    "FEEL": gettext_lazy("a feeling that is sold"),
    "CTA": gettext_lazy("calls to do something"),
    "SLOGAN": gettext_lazy("turns of phrase of slogans"),
    "PRC": gettext_lazy("discounts and scarcity"),
    "PRESS": gettext_lazy("turns of phrase of press releases"),
    "EVADE": gettext_lazy("empty apologies and vague promises"),
    "EXC": gettext_lazy("exclamation marks"),
    "CAPS": gettext_lazy("words in capitals"),
    "EMO": gettext_lazy("emoji"),
    "TAG": gettext_lazy("hashtags"),
    "LNK": gettext_lazy("links"),
    "UTM": gettext_lazy("links that count readers"),
    "TM": gettext_lazy("trademarks and product names"),
    "SHORT": gettext_lazy("sentences of three words at most"),
    "STAC": gettext_lazy("three short sentences in a row"),
    "WE": gettext_lazy("“we” instead of “I”"),
    "NOM": gettext_lazy("nouns made of verbs"),
    "PAS": gettext_lazy("passive voice"),
    "HDG": gettext_lazy("doubts and concessions"),
    "NEG": gettext_lazy("says what is not"),
    "COND": gettext_lazy("conditions and limits"),
    "SELF": gettext_lazy("a person says I"),
    "REGRET": gettext_lazy("admitted mistakes"),
    "FACT": gettext_lazy("days, times and papers"),
    "HELP": gettext_lazy("says what can be done"),
    "ANSWER": gettext_lazy("words of an answer"),
    "REPORT": gettext_lazy("tells what happened"),
    "THANKS": gettext_lazy("thanks or praises somebody else"),
    "ANS": gettext_lazy("taking up what was asked"),
}
_WHY_NOT = {
    NotJudged.TOO_LONG: gettext_lazy("This text is too long to be looked at."),
    NotJudged.LANGUAGE: gettext_lazy("This is looked at in German and English only."),
    NotJudged.TOO_LITTLE: gettext_lazy("This is too little text to say something about it."),
    NotJudged.QUOTED: gettext_lazy("Most of this is quoted, or code."),
}
_READABILITY = {
    "amstad": gettext_lazy("Reading ease by Amstad (more is easier)"),
    "wstf": gettext_lazy("Vienna formula (school years)"),
    "fre": gettext_lazy("Reading ease by Flesch (more is easier)"),
    "flesch_kincaid": gettext_lazy("Flesch–Kincaid (school years)"),
    "lix": gettext_lazy("LIX (less is easier)"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """What one feature adds to the score, in words."""

    name: str
    amount: str  # with its sign
    is_for: bool  # speaks for plain speech


@dataclass(frozen=True, slots=True)
class Figure:
    """One formula of readability and what it gives."""

    name: str
    value: str


def parts_of(judgement: Judgement) -> list[Part]:
    """What the score is made of, the heaviest first; what adds nothing is left out."""
    weighty = [one for one in judgement.contributions if abs(one.amount) >= 0.005]
    weighty.sort(key=lambda one: -abs(one.amount))
    return [
        Part(
            str(_FEATURES.get(one.feature, one.feature)),
            f"{one.amount:+.2f}".replace("-", "−"),
            one.amount < 0,
        )
        for one in weighty
    ]


def figures_of(judgement: Judgement) -> list[Figure]:
    """Readability, where there are enough words for it."""
    read = judgement.readability
    if read is None or read.words < _FEWEST_WORDS:
        return []
    found = ((name, getattr(read, key)) for key, name in _READABILITY.items())
    return [Figure(str(name), f"{value:.0f}") for name, value in found if value is not None]


def why_not_judged(judgement: Judgement) -> str:
    """Why there is no score; "" where there is one."""
    if not judgement.not_judged:
        return ""
    known = {str(reason): words for reason, words in _WHY_NOT.items()}
    return str(known.get(str(judgement.not_judged), _("This was not judged.")))
