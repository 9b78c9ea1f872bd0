"""A codex as it is written in a file: the clauses in their order, German and English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import yaml
from django.utils.translation import gettext as _

from augenhoehe.foundation.verdicts import Invalid

LANGUAGES = ("de", "en")
FIRST = Path(__file__).with_name("first.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One clause as somebody wants to publish it; the words are those of `models.Clause`.

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
        return [code for code in LANGUAGES if self.words(code)]

    def words(self, language: str) -> str:
        """Title and text in one language; empty where there is neither."""
        return f"{getattr(self, f'title_{language}')}{getattr(self, f'text_{language}')}"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookWording:
    """One playbook as somebody wants to publish it: YAML, as it was written."""

    key: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Codex:
    """A whole codex as it is written in a folder, before it is published."""

    clauses: tuple[Wording, ...]
    playbooks: tuple[PlaybookWording, ...] = ()
    name: str = ""
    note_en: str = ""
    note_de: str = ""


class Worded(Protocol):
    """A clause, published or planned."""

    key: str
    kind: str
    audience: str
    can_be_cited: bool


_FIELDS = ("key", "kind", "title_de", "text_de", "title_en", "text_en")


def first_clauses() -> list[Wording]:
    """The clauses a new server starts with."""
    return clauses_in(FIRST.read_text(encoding="utf-8"))


def clauses_in(text: str) -> list[Wording]:
    """The clauses written in a file of this form (`first.yaml` is one)."""
    try:
        written = yaml.safe_load(text)
        rows: Sequence[Mapping[str, Any]] = written["clauses"]
        return [_wording(row) for row in rows]
    except (yaml.YAMLError, KeyError, TypeError) as error:
        raise Invalid(
            _("This is no codex: each clause has key, kind, title and text in both languages.")
        ) from error


def as_written(clauses: Iterable[Worded]) -> str:
    """The text of a file that holds these clauses; `clauses_in` reads it again."""
    rows = [
        {field: getattr(clause, field) for field in _FIELDS} | {"cite": clause.can_be_cited}
        for clause in clauses
    ]
    return yaml.safe_dump({"clauses": rows}, allow_unicode=True, sort_keys=False, width=100)


def _wording(row: Mapping[str, Any]) -> Wording:
    return Wording(
        **{field: str(row[field]).strip() for field in _FIELDS},
        can_be_cited=bool(row.get("cite", True)),
    )


def wording_of(clause: Worded) -> Wording:
    """What a published or planned clause says, to be edited, compared or written to a file."""
    values = {name: getattr(clause, name) for name in Wording.__slots__}
    return Wording(**{k: tuple(v) if isinstance(v, list) else v for k, v in values.items()})
