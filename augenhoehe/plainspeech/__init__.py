"""Does a text read like advertising? Rules, no model: text in, findings out.

    >>> from augenhoehe.plainspeech import look_at
    >>> look_at("Jetzt zugreifen!", language="de").findings

A pure package: it knows no settings, no database and no person, and stores nothing.
"""

from augenhoehe.plainspeech.linting import look_at
from augenhoehe.plainspeech.records import (
    Contribution,
    Finding,
    Hit,
    Judgement,
    Measure,
    Readability,
)

__all__ = ["Contribution", "Finding", "Hit", "Judgement", "Measure", "Readability", "look_at"]
