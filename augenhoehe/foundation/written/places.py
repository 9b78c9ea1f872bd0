"""Where in a text something stands."""

from __future__ import annotations

from augenhoehe.foundation.text.tidying import UNWANTED


def control_character(text: str) -> int | None:
    """The index of the first character that nobody can see."""
    found = UNWANTED.search(text)
    return found.start() if found else None


def line_and_column(text: str, index: int) -> tuple[int, int]:
    """Counted from one, as editors do."""
    before = text[:index]
    return before.count("\n") + 1, index - before.rfind("\n")
