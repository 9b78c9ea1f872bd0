"""The answer tree as a picture: six questions along a line, what was found beside each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from augenhoehe.domain.criticism import tree

if TYPE_CHECKING:
    from augenhoehe.domain.criticism.models import TreeAnswer

_ROW, _TOP, _LINE, _FIRST_DOT, _GAP = 64, 28, 24, 64, 18
WIDTH = 440


@dataclass(frozen=True, slots=True)
class Dot:
    """One possible answer; filled if it was found."""

    x: int
    y: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Node:
    """A question at its place."""

    number: int
    words: str
    y: int
    dots: tuple[Dot, ...]
    found: str
    found_x: int
    below: int

    @property
    def is_answered(self) -> bool:
        return bool(self.found)


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything the template draws. Lengths are those of the drawing, not of a screen."""

    nodes: tuple[Node, ...]
    x: int = _LINE
    words_x: int = _FIRST_DOT - 8
    width: int = WIDTH

    @property
    def height(self) -> int:
        return _TOP + _ROW * len(self.nodes)

    @property
    def first_y(self) -> int:
        return self.nodes[0].y

    @property
    def last_y(self) -> int:
        return self.nodes[-1].y


def picture_of(found: Mapping[int, TreeAnswer]) -> Picture:
    """The tree with what the team found."""
    return Picture(tuple(_node(question, found) for question in tree.QUESTIONS))


def _node(question: tree.Question, found: Mapping[int, TreeAnswer]) -> Node:
    y = _TOP + (question.number - 1) * _ROW
    answer = found.get(question.number)
    below = y + 26
    chosen = answer.answer if answer else ""
    dots = tuple(
        Dot(_FIRST_DOT + n * _GAP, below - 5, option.value == chosen)
        for n, option in enumerate(question.options)
    )
    return Node(
        number=question.number,
        words=str(question.words),
        y=y,
        dots=dots,
        found=_words_of(question, answer),
        found_x=_FIRST_DOT - 8 + len(dots) * _GAP + (8 if dots else 0),
        below=below,
    )


def _words_of(question: tree.Question, answer: TreeAnswer | None) -> str:
    if answer is None:
        return ""
    option = question.option(answer.answer)
    return (
        str(option.label) if option else f"{answer.why[:40]}{'…' if len(answer.why) > 40 else ''}"
    )
