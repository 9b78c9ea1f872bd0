"""What is said about a text: findings with their places, and a score with what it is made of.

Every place counts Python characters of the text that was given, whatever it holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

Span = tuple[int, int]  # start and end in the text


class NotJudged(StrEnum):
    """Why a text has no score."""

    TOO_LONG = "too long"
    LANGUAGE = "no language I know"
    TOO_LITTLE = "too little text"
    QUOTED = "mostly quoted or code"


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule met a passage. `feature` is what it counts for ("SUP"), "" for nothing."""

    start: int
    end: int
    rule: str
    feature: str = ""
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Finding:
    """A passage, the rule it met ("de.superlatives") and what may be said instead."""

    start: int
    end: int
    rule: str
    message: str
    suggestion: str = ""
    level: str = "suggestion"


@dataclass(frozen=True, slots=True)
class Measure:
    """How much of one feature a text has, in the feature's own unit, and where."""

    value: float
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one feature adds to the score: `amount` = `weight` times the capped `measure`."""

    feature: str
    measure: float
    weight: float
    amount: float
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Readability:
    """The known formulas. Those made for another language are None; see `readability.py`."""

    words: int
    sentences: int
    lix: float
    fre: float | None = None
    flesch_kincaid: float | None = None
    amstad: float | None = None
    wstf: float | None = None
    herdan: float | None = None
    mattr: float | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is said about one text. Without a score `not_judged` says why there is none."""

    language: str
    score: float | None = None
    flagged: bool = False
    findings: tuple[Finding, ...] = ()
    contributions: tuple[Contribution, ...] = ()
    readability: Readability | None = None
    not_judged: str = ""
    left_out: tuple[str, ...] = ()  # rules that took too long
