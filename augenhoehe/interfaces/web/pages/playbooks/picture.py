"""The numbers of a drawing as what the template writes: paths, and lines of text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import get_language

from augenhoehe.domain.codex.playbooks.drawing import LINE, WIDTH, drawing_of

if TYPE_CHECKING:
    from augenhoehe.domain.codex.playbooks.drawing import Card, Edge
    from augenhoehe.domain.codex.playbooks.tree import Tree


@dataclass(frozen=True, slots=True)
class Picture:
    """What `playbooks/_picture.html` shows."""

    width: int
    height: int
    cards: Sequence[Card]
    lines: Sequence[Line]
    card_width: int = WIDTH
    line_height: int = LINE


@dataclass(frozen=True, slots=True)
class Line:
    """One line between two cards: its path, and whether somebody went along it."""

    path: str
    gone: bool


def picture_of(tree: Tree, way: Sequence[tuple[str, str]] = ()) -> Picture:
    """In the reader's language, with the way one went."""
    language = "de" if (get_language() or "").startswith("de") else "en"
    drawing = drawing_of(tree, language=language)
    lines = [Line(_path(edge), (edge.source, edge.option) in way) for edge in drawing.edges]
    lines.sort(key=lambda line: line.gone)  # those one went along lie on top
    return Picture(drawing.width, drawing.height, drawing.cards, lines)


def _path(edge: Edge) -> str:
    """A soft curve from layer to layer, straight where a layer is only passed."""
    (x, y), *others = edge.points
    path = f"M{x} {y}"
    for place, (to_x, to_y) in enumerate(others):
        if place % 2:  # across a layer
            path += f"H{to_x}"
        else:
            middle = (x + to_x) // 2
            path += f"C{middle} {y} {middle} {to_y} {to_x} {to_y}"
        x, y = to_x, to_y
    return path
