"""The picture of a tree as numbers: cards in layers from left to right, and lines between them.

The method is Sugiyama's (1981), cut down: a card's layer is the length of the longest way to it,
lines that pass a layer keep a place free in it, and cards stand as high as what leads to them.
Units are pixels at a text of 15; the widths of letters are estimated, so that no browser is needed.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from augenhoehe.domain.codex.playbooks.tree import Outcome, Question, Tree

WIDTH = 260  # of a card
LINE = 20  # from one line of text to the next
_ALONG = 84  # between two layers
_BETWEEN = 28  # between two cards, one above the other
_PAD = 12
_PASS = 12  # what a passing line keeps free
_LETTERS = 30  # in a line


@dataclass(frozen=True, slots=True)
class Row:
    """One answer on the card of a question: its lines, and where in the card it stands."""

    id: str
    lines: tuple[str, ...]
    y: int
    height: int


@dataclass(frozen=True, slots=True)
class Card:
    id: str
    is_outcome: bool
    lines: tuple[str, ...]
    rows: tuple[Row, ...]
    height: int
    x: int = 0
    y: int = 0

    def beginnings(self) -> Iterable[tuple[int, str]]:
        """Each line of the heading with its base line."""
        return _on_base_lines(self.lines, self.y + _PAD)

    def answers(self) -> Iterable[tuple[Row, int, list[tuple[int, str]]]]:
        """Each answer, its upper edge, and its lines with their base lines."""
        for row in self.rows:
            top = self.y + row.y
            yield row, top, list(_on_base_lines(row.lines, top + 6))


@dataclass(frozen=True, slots=True)
class Edge:
    """From an answer to where it leads, by points: out of a card, into the next, and so on."""

    source: str
    option: str
    target: str
    points: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    width: int
    height: int
    cards: tuple[Card, ...]
    edges: tuple[Edge, ...]


def drawing_of(tree: Tree, *, language: str) -> Drawing:
    """The whole tree, worded in one language."""
    cards = {each.id: _question_card(each, language) for each in tree.questions}
    cards |= {each.id: _outcome_card(each, language) for each in tree.outcomes}
    return _Layout(tree, cards).drawn()


def _on_base_lines(lines: Sequence[str], top: int) -> Iterable[tuple[int, str]]:
    return ((top + 15 + LINE * place, line) for place, line in enumerate(lines))


def _wrapped(text: str) -> tuple[str, ...]:
    return tuple(textwrap.wrap(text, _LETTERS)) or ("",)


def _question_card(question: Question, language: str) -> Card:
    lines = _wrapped(getattr(question.text, language))
    y = 2 * _PAD + LINE * len(lines)
    rows: list[Row] = []
    for option in question.options:
        words = _wrapped(getattr(option.text, language))
        rows.append(Row(option.id, words, y, _PAD + LINE * len(words)))
        y += rows[-1].height
    return Card(question.id, False, lines, tuple(rows), y)


def _outcome_card(outcome: Outcome, language: str) -> Card:
    lines = _wrapped(getattr(outcome.title, language))
    return Card(outcome.id, True, lines, (), 2 * _PAD + LINE * len(lines))


@dataclass(slots=True)
class _Spot:
    """A card's place in a layer, or what a passing line keeps free there."""

    height: int
    y: int = 0


class _Layout:
    def __init__(self, tree: Tree, cards: dict[str, Card]) -> None:
        self.tree, self.cards = tree, cards
        self.layer = _layers(tree)
        # By layer: each card, and each line that passes (source, target), in their order.
        self.spots: dict[int, dict[object, _Spot]] = {}
        self.leading: dict[object, list[tuple[object, int]]] = {}  # from where, and how far down

    def drawn(self) -> Drawing:
        for question in self.tree.questions:
            for row in self.cards[question.id].rows:
                self._lead(question.id, row)
        for layer in range(max(self.layer.values()) + 1):
            self._place(layer)
        top = min(spot.y for spots in self.spots.values() for spot in spots.values())
        for spots in self.spots.values():
            for spot in spots.values():
                spot.y += 1 - top
        cards = tuple(self._card(key) for key in self.cards)
        edges = tuple(edge for each in self.tree.questions for edge in self._edges(each))
        width = max(card.x for card in cards) + WIDTH + 1
        bottom = [s.y + s.height for spots in self.spots.values() for s in spots.values()]
        return Drawing(width, max(bottom) + 1, cards, edges)

    def _lead(self, source: str, row: Row) -> None:
        """Note what leads where, through every layer in between."""
        question = self.tree.question(source)
        option = question.option(row.id) if question else None
        target = option.then if option else source
        before: object = source
        down = row.y + row.height // 2
        for layer in range(self.layer[source] + 1, self.layer[target]):
            passing = (source, target, layer)
            self.spots.setdefault(layer, {}).setdefault(passing, _Spot(_PASS))
            self.leading.setdefault(passing, []).append((before, down))
            before, down = passing, _PASS // 2
        self.leading.setdefault(target, []).append((before, down))

    def _place(self, layer: int) -> None:
        """Put what stands in a layer as high as what leads to it, nothing over another."""
        spots = self.spots.setdefault(layer, {})
        for card in self.cards.values():
            if self.layer[card.id] == layer:
                spots[card.id] = _Spot(card.height)
        for key, spot in spots.items():
            spot.y = self._wanted(layer, key, spot)
        ordered = sorted(spots.items(), key=lambda item: item[1].y + item[1].height // 2)
        free = None
        for _key, spot in ordered:
            spot.y = spot.y if free is None else max(spot.y, free)
            free = spot.y + spot.height + _BETWEEN
        shift = sum(self._wanted(layer, k, s) - s.y for k, s in ordered) // max(len(ordered), 1)
        for _key, spot in ordered:
            spot.y += shift

    def _wanted(self, layer: int, key: object, spot: _Spot) -> int:
        leading = self.leading.get(key, [])
        if not leading:
            return 0
        heights = [self._spot(layer - 1, before).y + down for before, down in leading]
        return sum(heights) // len(heights) - min(spot.height // 2, 3 * LINE)

    def _spot(self, layer: int, key: object) -> _Spot:
        return self.spots[layer][key]

    def _card(self, key: str) -> Card:
        card, layer = self.cards[key], self.layer[key]
        y = self._spot(layer, key).y
        x = 1 + layer * (WIDTH + _ALONG)
        return Card(key, card.is_outcome, card.lines, card.rows, card.height, x, y)

    def _edges(self, question: Question) -> Iterable[Edge]:
        card = self._card(question.id)
        for row, option in zip(card.rows, question.options, strict=True):
            points = [(card.x + WIDTH, card.y + row.y + row.height // 2)]
            for layer in range(self.layer[question.id] + 1, self.layer[option.then]):
                passing = self._spot(layer, (question.id, option.then, layer))
                x, y = 1 + layer * (WIDTH + _ALONG), passing.y + _PASS // 2
                points += [(x, y), (x + WIDTH, y)]
            target = self._card(option.then)
            points.append((target.x, target.y + _PAD + LINE // 2))
            yield Edge(question.id, option.id, option.then, tuple(points))


def _layers(tree: Tree) -> dict[str, int]:
    """How many questions the longest way asks before each; the tree has no circles."""
    layer = {tree.start: 0}
    for _each in tree.questions:  # no way is longer than there are questions
        for question in tree.questions:
            here = layer.get(question.id)
            if here is not None:
                for option in question.options:
                    layer[option.then] = max(layer.get(option.then, 0), here + 1)
    return layer
