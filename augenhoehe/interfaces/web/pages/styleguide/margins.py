"""Margin notes beside a text that reads like advertising, for the pattern library."""

from __future__ import annotations

from augenhoehe.interfaces.web.plain_speech import Hints, Note, Row, pieces
from augenhoehe.plainspeech import Contribution, Finding, Judgement, Readability

_TEXT = "The best belt in the world. Order now and save 20 % before everybody else does!"


def margin_notes() -> Hints:
    """A paragraph with two passages, what its score is made of, and a rule that is muted."""
    found = (
        _finding("best belt in the world", "en.superlatives", "Says who?", "What was measured?"),
        _finding("Order now", "en.orders", "Readers decide by themselves when.", ""),
    )
    notes = [Note(n, _TEXT[one.start : one.end], one) for n, one in enumerate(found, start=1)]
    row = Row(list(pieces(_TEXT, 0, len(_TEXT), notes)), notes)
    judgement = Judgement(
        "en",
        score=0.91,
        flagged=True,
        findings=found,
        contributions=(Contribution("SUP", 6.2, 1.4, 1.4), Contribution("HDG", 1.0, -0.6, -0.3)),
        readability=Readability(words=61, sentences=5, lix=32.5, fre=69.8, flesch_kincaid=6.0),
    )
    return Hints(judgement, [row], len(notes), ["en.buzzwords"])


def _finding(passage: str, rule: str, message: str, suggestion: str) -> Finding:
    start = _TEXT.index(passage)
    return Finding(start, start + len(passage), rule, message, suggestion)
