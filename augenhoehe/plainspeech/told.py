"""A judgement as one object for programs: the command and the client API say the same."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from augenhoehe.plainspeech.records import Judgement


def as_json(judgement: Judgement) -> dict[str, Any]:
    """The object that docs/reference/plain-speech.md documents."""
    readability = judgement.readability
    return {
        "language": judgement.language,
        "score": None if judgement.score is None else round(judgement.score, 4),
        "flagged": judgement.flagged,
        "findings": [
            {
                "span": [one.start, one.end],
                "rule": one.rule,
                "message": one.message,
                "suggestion": one.suggestion,
                "level": one.level,
            }
            for one in judgement.findings
        ],
        "contributions": [asdict(one) for one in judgement.contributions],
        "readability": asdict(readability) if readability else None,
        "not_judged": str(judgement.not_judged),
        "left_out": list(judgement.left_out),
    }
