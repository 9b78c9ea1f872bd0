"""What is written down of a codex before it is published, and the one a new server begins with."""

from __future__ import annotations

from pathlib import Path

from augenhoehe.domain.codex.folder.reading import read_folder
from augenhoehe.domain.codex.wording import (
    LANGUAGES,
    Codex,
    PlaybookWording,
    Wording,
    wording_of,
)

__all__ = [
    "FIRST",
    "LANGUAGES",
    "Codex",
    "PlaybookWording",
    "Wording",
    "first_clauses",
    "first_codex",
    "wording_of",
]

FIRST = Path(__file__).with_name("first")


def first_codex() -> Codex:
    """The codex a new server starts with."""
    return read_folder(FIRST)


def first_clauses() -> list[Wording]:
    """Its clauses, in their order."""
    return list(first_codex().clauses)
