"""The sets of texts: pairs of advertising copy and a plain answer, and texts never to be flagged.

All are synthetic and lie in `benchmarks/plain_speech/<language>/<split>.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "plain_speech"
LANGUAGES = ("de", "en")
SPLITS = ("development", "held_out")
ALONE = ("enthusiastic", "price_answers", "support")


@dataclass(frozen=True, slots=True)
class Topic:
    """The texts about one trade. A pair is (copy, answer), both with the same content."""

    name: str
    pairs: tuple[tuple[str, str], ...]
    enthusiastic: tuple[str, ...]
    price_answers: tuple[str, ...]
    support: tuple[str, ...]

    def texts(self) -> Iterator[str]:
        for ad, plain in self.pairs:
            yield ad
            yield plain
        for kind in ALONE:
            yield from getattr(self, kind)


@dataclass(frozen=True, slots=True)
class TextSet:
    """One file: a language, a split, and whether it says of itself that nobody ever wrote it."""

    language: str
    split: str
    synthetic: bool
    topics: tuple[Topic, ...]

    def texts(self) -> Iterator[str]:
        for topic in self.topics:
            yield from topic.texts()

    def alone(self, kind: str) -> list[str]:
        """All texts of one of the kinds in `ALONE`."""
        return [text for topic in self.topics for text in getattr(topic, kind)]


def load(language: str, split: str) -> TextSet:
    """One of the sets of this project; one that is not there raises FileNotFoundError."""
    found = read(FOLDER / language / f"{split}.yaml")
    if (found.language, found.split) != (language, split):
        raise ValueError(f"{language}/{split}.yaml says it is {found.language}/{found.split}")
    return found


def read(path: Path) -> TextSet:
    """Any file of this form; `split` is its name. Pairs are all it must have."""
    document: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    topics = tuple(_topic(each) for each in document["topics"])
    return TextSet(document["language"], path.stem, document.get("synthetic") is True, topics)


def _topic(document: dict[str, Any]) -> Topic:
    pairs = tuple((pair["ad"], pair["plain"]) for pair in document["pairs"])
    alone = {kind: tuple(document.get(kind) or ()) for kind in ALONE}
    return Topic(document["topic"], pairs, **alone)
