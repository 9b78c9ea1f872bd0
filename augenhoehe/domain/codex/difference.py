"""What changed between two versions of the codex: clause beside clause, by their keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from augenhoehe.domain.codex.models import Clause, PlannedClause

AnyClause = Clause | PlannedClause

_WORDS = ("title_en", "title_de", "text_en", "text_de")
_EXAMPLES = ("good_en", "good_de", "bad_en", "bad_de")
# What is said about a clause, beside its words.
_ABOUT = (
    *("kind", "audience", "can_be_cited", "valid_from"),
    *("approved_by", "approved_on", "approval_reference", "legal_basis"),
)


@dataclass(frozen=True, slots=True)
class Change:
    """One clause before and after; None is not there. Where it stands is no change."""

    before: AnyClause | None
    after: AnyClause | None

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
        """In every language and in what is said about it, not only in the words one sees."""
        return self.before is not None and self.after is not None and not self.what_differs

    @property
    def what_differs(self) -> list[str]:
        """The names of the fields that differ; of a clause that stands on one side only, none."""
        if self.before is None or self.after is None:
            return []
        return [
            name
            for name in (*_WORDS, *_EXAMPLES, *_ABOUT)
            if getattr(self.before, name) != getattr(self.after, name)
        ]


def changes_between(older: Sequence[AnyClause], newer: Sequence[AnyClause]) -> list[Change]:
    """All clauses in the order of the newer version, then those that were dropped."""
    before = {clause.key: clause for clause in older}
    after = {clause.key for clause in newer}
    kept = [Change(before.get(clause.key), clause) for clause in newer]
    return kept + [Change(clause, None) for clause in older if clause.key not in after]


def same_words(one: AnyClause, other: AnyClause) -> bool:
    """Whether two wordings of a clause read alike in every language; examples only show it."""
    return all(getattr(one, name) == getattr(other, name) for name in _WORDS)
