"""What stands against publishing a clause as it is worded; the same for pages and folders."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from augenhoehe.domain.codex.wording import AUDIENCES, KINDS, LANGUAGES, Wording
from augenhoehe.foundation import clock

UNLAWFUL = "unlawful"  # what breaks the law cites this clause, in every version
MOST_EXAMPLES = 10
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# A heading of the first level begins a language in a file, so none stands inside a text.
_FIRST_HEADING = re.compile(r"^#(?=\s|$)", re.MULTILINE)
_LONGEST = {  # characters; as long as the columns of `models.Clause`, where those have an end
    "title_de": 150,
    "title_en": 150,
    "text_de": 4000,
    "text_en": 4000,
    "approved_by": 200,
    "approval_reference": 300,
    "legal_basis": 300,
}
_LONGEST_EXAMPLE = 500
_YEARS = range(2000, 2100)


@dataclass(frozen=True, slots=True)
class Objection:
    """Why not, and which field of the wording it is about."""

    field: str
    reason: str


def objections_to(wording: Wording, *, approval_needed: bool = False) -> Iterator[Objection]:
    """Everything that stands against it. `approval_needed`: there is a works council."""
    yield from _of_key_and_choices(wording)
    yield from _of_words(wording)
    yield from _of_examples(wording)
    yield from _of_dates(wording)
    if wording.kind == "instruction" and approval_needed:
        yield from _of_approval(wording)


def refuse_double_or_missing(keys: list[str]) -> Iterator[Objection]:
    """What stands against these clauses as a whole."""
    if len(set(keys)) < len(keys):
        yield Objection("key", _("Each clause has a key of its own."))
    if UNLAWFUL not in keys:
        reason = _('The clause "%(key)s" stays: measures against unlawful content cite it.')
        yield Objection("key", reason % {"key": UNLAWFUL})


def _of_key_and_choices(wording: Wording) -> Iterator[Objection]:
    if not _KEY.fullmatch(wording.key) or len(wording.key) > 60:
        yield Objection("key", _("A key has small letters, digits and dashes, 60 at most."))
    if wording.kind not in KINDS:
        yield Objection("kind", _("A clause is “help” or “instruction”."))
    if wording.audience not in AUDIENCES:
        reason = _("A clause is written for one of these: %(all)s.")
        yield Objection("audience", reason % {"all": ", ".join(AUDIENCES)})
    if wording.key == UNLAWFUL and not wording.can_be_cited:
        yield Objection("can_be_cited", _("This clause is cited by measures, always."))


def _of_words(wording: Wording) -> Iterator[Objection]:
    if not wording.languages:
        yield Objection("text_de", _("A clause has title and text in German or in English."))
    for language in wording.languages:
        for part in ("title", "text"):
            if not getattr(wording, f"{part}_{language}"):
                reason = _("A clause has title and text in each of its languages.")
                yield Objection(f"{part}_{language}", reason)
        if _FIRST_HEADING.search(getattr(wording, f"text_{language}")):
            reason = _("Only the title is a heading of the first level. Begin others with “##”.")
            yield Objection(f"text_{language}", reason)
    for name, most in _LONGEST.items():
        if len(getattr(wording, name)) > most:
            yield Objection(name, _("This is too long: at most %(n)d characters.") % {"n": most})


def _of_examples(wording: Wording) -> Iterator[Objection]:
    for language in LANGUAGES:
        for which in ("good", "bad"):
            name = f"{which}_{language}"
            examples = getattr(wording, name)
            if examples and language not in wording.languages:
                yield Objection(name, _("The clause is not written in this language."))
            if len(examples) > MOST_EXAMPLES:
                reason = _("Ten examples at most: nobody reads more.")
                yield Objection(name, reason)
            if any(not each or len(each) > _LONGEST_EXAMPLE for each in examples):
                reason = _("An example has between one and %(n)d characters.")
                yield Objection(name, reason % {"n": _LONGEST_EXAMPLE})


def _of_dates(wording: Wording) -> Iterator[Objection]:
    for name in ("valid_from", "approved_on"):
        day = getattr(wording, name)
        if day and day.year not in _YEARS:
            yield Objection(name, _("This day is too long ago, or too far away."))
    if wording.approved_on and wording.approved_on > _today():
        yield Objection("approved_on", _("This day is still to come."))
    if wording.key == UNLAWFUL and wording.valid_from and wording.valid_from > _today():
        yield Objection("valid_from", _("This clause holds always, also today."))


def _today() -> date:
    return timezone.localdate(clock.now())


def _of_approval(wording: Wording) -> Iterator[Objection]:
    for name, reason in (
        ("approved_by", _("An instruction needs the approval of the works council. Say whose.")),
        ("approved_on", _("Say on which day the works council approved this instruction.")),
        ("approval_reference", _("Say where the approval of this instruction is written down.")),
    ):
        if not getattr(wording, name):
            yield Objection(name, reason)
