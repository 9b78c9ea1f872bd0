"""Does a text read like advertising? Rules, no model: text in, findings out.

    >>> from augenhoehe.plainspeech import look_at
    >>> look_at("Jetzt zugreifen!", language="de").findings

A pure package: it knows no settings, no database and no person, and stores nothing.
"""

from augenhoehe.foundation.written.faults import Broken, Fault
from augenhoehe.plainspeech.linting import LONGEST, look_at
from augenhoehe.plainspeech.records import (
    Contribution,
    Finding,
    Hit,
    Judgement,
    Measure,
    NotJudged,
    Readability,
)
from augenhoehe.plainspeech.rules.loading import Rules, rules_in, shipped, shipped_and

__all__ = [
    "LONGEST",
    "Broken",
    "Contribution",
    "Fault",
    "Finding",
    "Hit",
    "Judgement",
    "Measure",
    "NotJudged",
    "Readability",
    "Rules",
    "look_at",
    "rules_in",
    "shipped",
    "shipped_and",
]
