"""What can be asked of the next version while it is written, for those who write it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.conf import settings

from augenhoehe.domain.codex.difference import Change, changes_between
from augenhoehe.domain.codex.models import PlannedClause, PlannedPlaybook
from augenhoehe.domain.codex.objections import Objection, objections_to, refuse_double_or_missing
from augenhoehe.domain.codex.selectors import current_clauses
from augenhoehe.domain.codex.wording import wording_of

Planned = PlannedClause | PlannedPlaybook


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole of the next version as it is written now, its order included."""

    clauses: Sequence[PlannedClause]
    playbooks: Sequence[PlannedPlaybook]

    def __bool__(self) -> bool:
        return bool(self.clauses or self.playbooks)

    @property
    def state(self) -> str:
        """What somebody saw who publishes it: another one as soon as anything is different."""
        parts = [state_of(row) for row in self.clauses]
        parts += [state_of(row) for row in self.playbooks]
        return hashlib.sha256("".join(parts).encode()).hexdigest()[:32]


def plan() -> Plan:
    """The next version; nothing where nobody has begun one."""
    clauses = PlannedClause.objects.select_related("changed_by").order_by("position", "id")
    playbooks = PlannedPlaybook.objects.select_related("changed_by").order_by("position", "id")
    return Plan(list(clauses), list(playbooks))


def planned_clause(key: str) -> PlannedClause | None:
    return PlannedClause.objects.select_related("changed_by").filter(key=key).first()


def planned_playbook(key: str) -> PlannedPlaybook | None:
    return PlannedPlaybook.objects.select_related("changed_by").filter(key=key).first()


def planned_changes(planned: Plan) -> list[Change]:
    """What the next version would change in the clauses that hold now."""
    return changes_between(current_clauses(), planned.clauses)


def objections_to_plan(planned: Plan) -> list[tuple[PlannedClause | None, list[Objection]]]:
    """What stands against publishing it: by clause, at last what stands against the whole."""
    needed = bool(settings.WORKS_COUNCIL)
    found: list[tuple[PlannedClause | None, list[Objection]]] = [
        (row, list(objections_to(wording_of(row), approval_needed=needed)))
        for row in planned.clauses
    ]
    found.append((None, list(refuse_double_or_missing([row.key for row in planned.clauses]))))
    return [(row, objections) for row, objections in found if objections]


def state_of(row: Planned) -> str:
    """What a row says, as a short word that is another one when it says something else."""
    said: object = (
        asdict(wording_of(row))
        if isinstance(row, PlannedClause)
        else {"key": row.key, "source": row.source}
    )
    text = json.dumps(said, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:32]
