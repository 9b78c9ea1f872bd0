"""The answer tree: six questions before one answers a criticism, and what follows from each.

Source: the product's own tree, made after the public "response assessment" of the US Air Force
(2008), whose critics noted that in it nobody could be simply right. So ours begins with "Is it
true?", knows no class for persons, and has no way out that leads past the person. It is advice:
nothing can be done, prevented or counted by it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Words = str | _StrPromise

WRITTEN = 5  # the question that is answered in words of one's own


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a question: its name, its words, and the advice that follows."""

    value: str
    label: Words
    advice: Words


@dataclass(frozen=True, slots=True)
class Question:
    """One of the six. Without options it is answered in words of one's own."""

    number: int
    words: Words
    help: Words
    options: tuple[Option, ...] = ()

    def option(self, value: str) -> Option | None:
        return next((one for one in self.options if one.value == value), None)


@dataclass(frozen=True, slots=True)
class Advice:
    """What follows from what was found, and where it leads on, if anywhere."""

    number: int
    question: Words
    found: Words
    words: Words
    leads_to: str = ""  # "check": the estimate of what an intervention would set off


QUESTIONS: tuple[Question, ...] = (
    Question(
        1,
        _("Is it true?"),
        _("Before any other question. Not: is it friendly."),
        (
            Option(
                "true",
                _("Yes"),
                _("Say so first, without “but”. Then say what is done about it."),
            ),
            Option(
                "partly",
                _("In part"),
                _("Say first which part is true, then put right the other with a source."),
            ),
            Option(
                "false",
                _("No"),
                _("Put it right with facts and a source. Say what could have looked that way."),
            ),
            Option(
                "unknown",
                _("We do not know yet"),
                _("Say that you do not know yet, and by when you will. Then keep to it."),
            ),
        ),
    ),
    Question(
        2,
        _("What kind of thing is said?"),
        _("One criticism can be several; take what weighs most."),
        (
            Option(
                "experience",
                _("Something somebody went through"),
                _("Nobody can refute what somebody went through. Ask, and help."),
            ),
            Option(
                "claim",
                _("A claim about facts"),
                _("A claim can be checked. Show what you checked, with a source."),
            ),
            Option(
                "opinion",
                _("An opinion"),
                _("Answer it or let it stand. An opinion is never removed."),
            ),
            Option(
                "satire",
                _("Satire"),
                _("Look for the criticism in it and answer that, or let it stand."),
            ),
        ),
    ),
    Question(
        3,
        _("Does something have to be put right?"),
        _("For this person, and for others who went through the same."),
        (
            Option(
                "yes",
                _("Yes"),
                _("Say who does what by when. Afterwards say what was done."),
            ),
            Option("no", _("No"), _("Say why nothing is done, in a sentence one can check.")),
            Option(
                "unknown",
                _("We do not know yet"),
                _("Ask the person what would help before you decide it for them."),
            ),
        ),
    ),
    Question(
        4,
        _("Is any of it unlawful?"),
        _("Unpleasant is not unlawful. If it is, name the norm."),
        (
            Option("no", _("No"), _("Then nothing is restricted. Answer it.")),
            Option(
                "yes",
                _("Yes, by this norm"),
                _("Name norm and passage. Only that passage is a matter for moderation; "
                  "the rest still gets an answer."),
            ),
            Option(
                "unsure",
                _("We are not sure"),
                _("Then it is not clearly unlawful. Answer it, and ask somebody who knows."),
            ),
        ),
    ),
    Question(
        WRITTEN,
        _("Who answers, and with which interest?"),
        _("For example: I built this gearbox. It goes with the answer, so that all can judge."),
    ),
    Question(
        6,
        _("Is anything planned besides answering?"),
        _("A removal, a letter from a lawyer, a lawsuit, a block."),
        (
            Option("no", _("No, only an answer"), _("Then answer.")),
            Option(
                "yes",
                _("Yes"),
                _("Look first at what it would set off, and at the milder means."),
            ),
        ),
    ),
)  # fmt: skip

NUMBERS = tuple(question.number for question in QUESTIONS)


def question(number: int) -> Question:
    """A question by its number, 1 to 6."""
    return QUESTIONS[number - 1]


def advice_for(found: Mapping[int, str]) -> list[Advice]:
    """What follows from the answers so far, by the number of the question."""
    advice: list[Advice] = []
    for one in QUESTIONS:
        option = one.option(found.get(one.number, ""))
        if option is not None:
            leads_to = "check" if leads_to_check(one.number, option.value) else ""
            advice.append(Advice(one.number, one.words, option.label, option.advice, leads_to))
    return advice


def leads_to_check(number: int, value: str) -> bool:
    """Whether an answer is a reason to look at what an intervention would set off."""
    return (number, value) in {(6, "yes"), (4, "yes")}


def open_questions(found: Mapping[int, str]) -> Sequence[Question]:
    """The questions nobody has answered yet."""
    return [one for one in QUESTIONS if not found.get(one.number)]
