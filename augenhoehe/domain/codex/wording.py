"""A codex as somebody wants to publish it: clauses and playbooks, before they are rows."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from augenhoehe.foundation.text import tidy

LANGUAGES = ("de", "en")
# The words of `models.WrittenClause`, here without tables: folders are read without them.
KINDS = ("help", "instruction")
AUDIENCES = ("everybody", "members", "writers", "desk", "moderators")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One clause; the words are those of `models.Clause`.

    At least one language has title and text; "" and () are not written in that language.
    """

    key: str
    kind: str
    title_en: str = ""
    title_de: str = ""
    text_en: str = ""
    text_de: str = ""
    can_be_cited: bool = True
    audience: str = "everybody"
    valid_from: date | None = None
    approved_by: str = ""
    approved_on: date | None = None
    approval_reference: str = ""
    legal_basis: str = ""
    good_en: tuple[str, ...] = ()
    good_de: tuple[str, ...] = ()
    bad_en: tuple[str, ...] = ()
    bad_de: tuple[str, ...] = ()

    @property
    def languages(self) -> list[str]:
        """The languages it is written in, or at least begun."""
        return [
            code
            for code in LANGUAGES
            if getattr(self, f"title_{code}") or getattr(self, f"text_{code}")
        ]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookWording:
    """One playbook: YAML, as somebody wrote it."""

    key: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Codex:
    """A whole codex, as it stands in a folder."""

    clauses: tuple[Wording, ...]
    playbooks: tuple[PlaybookWording, ...] = ()
    name: str = ""
    note_en: str = ""
    note_de: str = ""


def wording_of(clause: object) -> Wording:
    """What a published or planned clause says, to be edited, compared or written to a file."""
    return tidied(Wording(**{each.name: getattr(clause, each.name) for each in fields(Wording)}))


def tidied(wording: Wording) -> Wording:
    """Without what nobody typed on purpose. Tidying twice changes nothing."""
    values = {each.name: _tidy(each.name, getattr(wording, each.name)) for each in fields(wording)}
    return Wording(**values)


def _tidy(name: str, value: Any) -> Any:
    if isinstance(value, list | tuple):
        return tuple(tidy(str(each)).strip() for each in value)
    if isinstance(value, str):
        text = tidy(value).strip()
        return text if name.startswith("text_") else text.replace("\n", " ")
    return value
