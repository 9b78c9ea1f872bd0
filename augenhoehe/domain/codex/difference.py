"""What changed between two versions of the codex: clause beside clause, by their keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from augenhoehe.domain.codex.models import Clause


@dataclass(frozen=True, slots=True)
class Change:
    """One clause before and after; None is not there. Where it stands is no change."""

    before: Clause | None
    after: Clause | None

    @property
    def key(self) -> str:
        clause = self.after or self.before
        return clause.key if clause else ""

    @property
    def is_new(self) -> bool:
        return self.before is None

    @property
    def is_dropped(self) -> bool:
        return self.after is None

    @property
    def is_same(self) -> bool:
        """In every language and in what can be cited, not only in the words one sees."""
        if self.before is None or self.after is None:
            return False
        return _what_holds(self.before) == _what_holds(self.after)


def changes_between(older: Sequence[Clause], newer: Sequence[Clause]) -> list[Change]:
    """All clauses in the order of the newer version, then those that were dropped."""
    before = {clause.key: clause for clause in older}
    after = {clause.key for clause in newer}
    kept = [Change(before.get(clause.key), clause) for clause in newer]
    return kept + [Change(clause, None) for clause in older if clause.key not in after]


def _what_holds(clause: Clause) -> tuple[str | bool, ...]:
    words = (clause.title_en, clause.title_de, clause.text_en, clause.text_de)
    return (*words, clause.kind, clause.can_be_cited)
