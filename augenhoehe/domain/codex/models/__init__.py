"""Tables of the codex room."""

from augenhoehe.domain.codex.models.agreement import Acknowledgement, WorksAgreement
from augenhoehe.domain.codex.models.planned import PlannedClause, PlannedPlaybook
from augenhoehe.domain.codex.models.version import Clause, Playbook, Version

__all__ = [
    "Acknowledgement",
    "Clause",
    "PlannedClause",
    "PlannedPlaybook",
    "Playbook",
    "Version",
    "WorksAgreement",
]
