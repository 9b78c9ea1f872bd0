"""Walking a playbook: where a way has led, what follows from it, and what is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from augenhoehe.domain.codex.playbooks.tree import Guidance, Option, Outcome, Question, Tree
from augenhoehe.foundation.verdicts import Invalid

Way = list[tuple[str, str]]  # question and option, in the order in which one went


@dataclass(frozen=True, slots=True)
class Went:
    """One question that was answered, and the way as it was before: to go back there."""

    question: Question
    option: Option
    before: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Place:
    """Where a way has led: at a question, or at an outcome."""

    tree: Tree
    went: tuple[Went, ...]
    question: Question | None
    outcome: Outcome | None

    @property
    def way(self) -> Way:
        return [(each.question.id, each.option.id) for each in self.went]

    @property
    def advice(self) -> tuple[Went, ...]:
        """The answers from which something follows, in their order."""
        return tuple(each for each in self.went if each.option.advice)

    @property
    def leads_to_check(self) -> bool:
        """Whether to look first at what an intervention would set off."""
        steps = self.outcome.steps if self.outcome else ()
        return any(each.option.check for each in self.went) or any(one.check for one in steps)

    @property
    def guidance(self) -> Guidance:
        """What holds here."""
        return self.tree.at(self.outcome) if self.outcome else self.tree.guidance

    @cached_property
    def left(self) -> int:
        """How many questions are left at most; 0 at an outcome."""
        return questions_left(self.tree).get(self.question.id, 0) if self.question else 0


def place_in(tree: Tree, way: Sequence[Sequence[str]] = ()) -> Place:
    """Where this way leads. A way nobody can go is Invalid."""
    question: Question | None = tree.question(tree.start)
    outcome: Outcome | None = None
    went: list[Went] = []
    for pair in way:
        option = _answered(question, pair)
        if question is None or option is None:
            raise Invalid(_("Nobody can go this way through the playbook."), field="way")
        before = tuple((each.question.id, each.option.id) for each in went)
        went.append(Went(question, option, before))
        question, outcome = tree.question(option.then), tree.outcome(option.then)
    return Place(tree, tuple(went), question, outcome)


def _answered(question: Question | None, pair: object) -> Option | None:
    """The option a pair names, if it answers this question."""
    if not isinstance(pair, Sequence) or isinstance(pair, str) or len(pair) != 2:
        return None
    if question is None or pair[0] != question.id or not isinstance(pair[1], str):
        return None
    return question.option(pair[1])


def questions_left(tree: Tree) -> dict[str, int]:
    """How many questions the longest way from each still asks, itself included."""
    left: dict[str, int] = {}
    waiting = [tree.start]
    while waiting:
        question = tree.question(waiting[-1])
        if question is None or question.id in left:
            waiting.pop()
            continue
        following = [one.then for one in question.options if tree.question(one.then)]
        unknown = [each for each in following if each not in left]
        if unknown:
            waiting.extend(unknown)
        else:
            left[question.id] = 1 + max((left[each] for each in following), default=0)
    return left


def way_in(words: str) -> Way:
    """A way as an address carries it: `is-it-true:yes,kind:claim`."""
    pairs = [pair.split(":") for pair in words[:8_000].split(",") if pair]
    if any(len(pair) != 2 for pair in pairs):
        raise Invalid(_("Nobody can go this way through the playbook."), field="way")
    return [(question, option) for question, option in pairs]


def written_way(way: Sequence[Sequence[str]]) -> str:
    """The same, to stand in an address."""
    return ",".join(f"{question}:{option}" for question, option in way)
