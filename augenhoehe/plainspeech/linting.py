"""Text in, findings and a score out. Nothing is stored, nothing is asked of anybody."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from augenhoehe.plainspeech.records import Judgement

if TYPE_CHECKING:
    from augenhoehe.plainspeech.rules.loading import Rules


def look_at(
    text: str,
    *,
    language: str = "",
    rules: Rules | None = None,
    answering: str = "",
    products: Collection[str] = (),
) -> Judgement:
    """What in this text reads like advertising, for the person who writes it."""
    return Judgement(language=language, not_judged="nothing is here yet")
