"""A codex as it is written in a file: the clauses in their order, German and English."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import yaml
from django.utils.translation import gettext as _

from augenhoehe.foundation.verdicts import Invalid

FIRST = Path(__file__).with_name("first.yaml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """One clause as somebody wants to publish it; the words are those of `models.Clause`."""

    key: str
    kind: str
    title_en: str
    title_de: str
    text_en: str
    text_de: str
    can_be_cited: bool = True


class Worded(Protocol):
    """A clause, published or not yet."""

    key: str
    kind: str
    title_en: str
    title_de: str
    text_en: str
    text_de: str
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
