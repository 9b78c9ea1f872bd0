"""The table of rights: every policy of the code, asked for imagined people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from augenhoehe.domain.moderation.specimens import (
    IMAGINED,
    RIGHTS,
    Imagined,
    Specimen,
    specimen_of,
)
from augenhoehe.foundation.rights import Right

Asked = Sequence[tuple[Imagined, Specimen]]


@dataclass(frozen=True, slots=True)
class Cell:
    """What the policy says to one of them; `note` is the number of the reason for a no."""

    person: Imagined
    allowed: bool
    reason: str = ""
    note: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One right, asked for everybody."""

    name: str
    sentence: str
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Section:
    """The rights of one room, and the reasons that are given in it."""

    name: str
    title: str
    rows: Sequence[Row]
    reasons: Sequence[str]


def people() -> Sequence[Imagined]:
    """The columns."""
    return IMAGINED


def sections() -> list[Section]:
    """All rooms, in the language of now."""
    titles = {
        "people": _("People and voices"),
        "codex": _("Codex"),
        "spaces": _("Spaces"),
        "media": _("Pictures and emoji"),
        "posts": _("Posts"),
        "criticism": _("Criticism"),
        "moderation": _("Interventions and the register"),
    }
    # Made once: to imagine everything anew for each cell took 0.7 s.
    asked = [(person, specimen_of(person)) for person in IMAGINED]
    return [
        _section(name, titles.get(name, name), asked, rights) for name, rights in RIGHTS.items()
    ]


def _section(name: str, title: str, asked: Asked, rights: Sequence[Right]) -> Section:
    reasons: list[str] = []
    rows = [_row(right, asked, reasons) for right in rights]
    return Section(name, title, rows, reasons)


def _row(right: Right, asked: Asked, reasons: list[str]) -> Row:
    cells = [_cell(right, person, specimen, reasons) for person, specimen in asked]
    return Row(right.name, str(right.sentence), cells)


def _cell(right: Right, person: Imagined, specimen: Specimen, reasons: list[str]) -> Cell:
    verdict = right.ask(specimen)
    reason = str(verdict.reason)
    if verdict or not reason:
        return Cell(person, bool(verdict))
    if reason not in reasons:
        reasons.append(reason)
    return Cell(person, False, reason, reasons.index(reason) + 1)
