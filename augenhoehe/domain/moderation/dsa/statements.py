"""Statements of reasons in the form of the European Union's transparency database (DSA 24(5)).

The database takes no personal data (DSA 24(5), last sentence). So the record here has no field
for who wrote, who reported or who decided, and texts in which an address is found are refused.
Names in a text cannot be found by a program: facts are written without them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from augenhoehe.domain.moderation.dsa.rules import Problem, problems
from augenhoehe.domain.moderation.dsa.terms import (
    AccountType,
    AutomatedDecision,
    Category,
    ContentType,
    DecisionAccount,
    DecisionGround,
    DecisionMonetary,
    DecisionProvision,
    DecisionVisibility,
    SourceType,
)

MOST_IN_A_BATCH = 100

Json = dict[str, object]


class InvalidStatement(ValueError):
    """The database would refuse this, or should never see it; `problems` say why."""

    def __init__(self, found: Iterable[Problem]) -> None:
        self.problems = tuple(found)
        super().__init__(" ".join(f"{problem.field}: {problem.what}" for problem in self.problems))


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One intervention as the database wants to be told; names are those of the schema.

    `puid` is our register's id, never used twice. Here nothing is decided by a program alone.
    """

    puid: str
    decision_ground: DecisionGround
    category: Category
    content_type: tuple[ContentType, ...]
    content_date: date
    application_date: date
    decision_facts: str
    source_type: SourceType
    automated_detection: bool
    automated_decision: AutomatedDecision = AutomatedDecision.NOT_AUTOMATED

    decision_visibility: tuple[DecisionVisibility, ...] = ()
    decision_visibility_other: str = ""
    decision_monetary: DecisionMonetary | None = None
    decision_monetary_other: str = ""
    decision_provision: DecisionProvision | None = None
    decision_account: DecisionAccount | None = None

    illegal_content_legal_ground: str = ""
    illegal_content_explanation: str = ""
    incompatible_content_ground: str = ""
    incompatible_content_explanation: str = ""
    incompatible_content_illegal: bool | None = None
    decision_ground_reference_url: str = ""

    content_type_other: str = ""
    content_language: str = ""
    account_type: AccountType | None = None
    category_addition: tuple[Category, ...] = ()
    category_specification: tuple[str, ...] = ()
    category_specification_other: str = ""
    territorial_scope: tuple[str, ...] = ()
    end_date_visibility_restriction: date | None = None
    end_date_monetary_restriction: date | None = None
    end_date_service_restriction: date | None = None
    end_date_account_restriction: date | None = None


def export(statement: Statement) -> Json:
    """The statement as JSON for the database. Raises InvalidStatement."""
    written = {field.name: _written(getattr(statement, field.name)) for field in fields(statement)}
    exported = {name: value for name, value in written.items() if value not in (None, "", [])}
    found = problems(exported)
    if found:
        raise InvalidStatement(found)
    return exported


def _written(value: object) -> object:
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, tuple):
        return [str(item) for item in value]
    return str(value) if isinstance(value, StrEnum) else value


def batches(statements: Iterable[Statement]) -> Iterator[Json]:
    """Bodies of requests with at most a hundred statements; an id may come only once."""
    seen: set[str] = set()
    batch: list[Mapping[str, object]] = []
    for statement in statements:
        if statement.puid in seen:
            raise InvalidStatement([Problem("puid", "It was used before.")])
        seen.add(statement.puid)
        batch.append(export(statement))
        if len(batch) == MOST_IN_A_BATCH:
            yield {"statements": batch}
            batch = []
    if batch:
        yield {"statements": batch}
