"""A playbook as it was read: questions that lead to outcomes, and what holds on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import get_language

LANGUAGES = ("de", "en")


@dataclass(frozen=True, slots=True)
class Words:
    """A text in both languages; `str` is the reader's."""

    de: str = ""
    en: str = ""

    def __str__(self) -> str:
        return self.de if (get_language() or "").startswith("de") else self.en

    def __bool__(self) -> bool:
        return bool(self.de or self.en)


NOTHING = Words()


@dataclass(frozen=True, slots=True)
class HandOver:
    """When to give it to somebody else, and to which role or office."""

    when: Words
    to: Words


@dataclass(frozen=True, slots=True)
class Guidance:
    """What holds: in the whole tree, or at one outcome beside that."""

    who_helps: tuple[Words, ...] = ()  # roles and offices, never persons
    may_promise: tuple[Words, ...] = ()  # without asking anybody
    never_publish: tuple[Words, ...] = ()
    hand_over: tuple[HandOver, ...] = ()
    clauses: tuple[str, ...] = ()  # keys

    def beside(self, other: Guidance) -> Guidance:
        """Both together, nothing twice; the narrower first."""
        return Guidance(
            tuple(dict.fromkeys(self.who_helps + other.who_helps)),
            tuple(dict.fromkeys(self.may_promise + other.may_promise)),
            tuple(dict.fromkeys(self.never_publish + other.never_publish)),
            tuple(dict.fromkeys(self.hand_over + other.hand_over)),
            tuple(dict.fromkeys(self.clauses + other.clauses)),
        )


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question, the advice that follows from it, and where it leads."""

    id: str
    text: Words
    then: str  # id of a question or an outcome
    advice: Words = NOTHING
    check: str = ""  # "streisand": look first at what it would set off


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    text: Words
    options: tuple[Option, ...]
    help: Words = NOTHING

    def option(self, option_id: str) -> Option | None:
        return next((one for one in self.options if one.id == option_id), None)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do. It can be ticked; its id is its own in the whole tree."""

    id: str
    text: Words
    help: Words = NOTHING
    check: str = ""  # "streisand"


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a way ends: what to do now."""

    id: str
    title: Words
    steps: tuple[Step, ...]
    text: Words = NOTHING
    guidance: Guidance = field(default_factory=Guidance)


@dataclass(frozen=True, slots=True)
class Triggers:
    """What brings a playbook up by itself. Any one of them is enough."""

    states: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    clauses: tuple[str, ...] = ()
    keywords_de: tuple[str, ...] = ()
    keywords_en: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tree:
    """A playbook: no cycles, everything reachable, every way ends at an outcome."""

    key: str
    title: Words
    summary: Words
    audience: str
    triggers: Triggers
    start: str  # id of a question
    questions: tuple[Question, ...]  # in the order in which they were written
    outcomes: tuple[Outcome, ...]
    guidance: Guidance = field(default_factory=Guidance)

    def question(self, wanted: str) -> Question | None:
        return next((one for one in self.questions if one.id == wanted), None)

    def outcome(self, wanted: str) -> Outcome | None:
        return next((one for one in self.outcomes if one.id == wanted), None)

    def at(self, outcome: Outcome) -> Guidance:
        """What holds at an outcome: its own, and that of the tree."""
        return outcome.guidance.beside(self.guidance)

    @property
    def steps(self) -> tuple[Step, ...]:
        """The steps of all outcomes."""
        return tuple(step for outcome in self.outcomes for step in outcome.steps)

    @property
    def cited(self) -> frozenset[str]:
        """The keys of all clauses that are named anywhere in it."""
        return frozenset(self._cited())

    def _cited(self) -> Iterator[str]:
        yield from self.triggers.clauses
        yield from self.guidance.clauses
        for outcome in self.outcomes:
            yield from outcome.guidance.clauses
