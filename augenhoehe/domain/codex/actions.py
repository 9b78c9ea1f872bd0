"""What can be done with the codex. Nothing here changes a published version."""

from augenhoehe.domain.codex.acknowledging import acknowledge_clause
from augenhoehe.domain.codex.objections import UNLAWFUL
from augenhoehe.domain.codex.planning import (
    begin_plan,
    drop_plan,
    drop_planned,
    move_planned,
    plan_clause,
    plan_playbook,
    publish_plan,
)
from augenhoehe.domain.codex.publishing import (
    publish_codex,
    publish_first_version,
    publish_version,
)

__all__ = [
    "UNLAWFUL",
    "acknowledge_clause",
    "begin_plan",
    "drop_plan",
    "drop_planned",
    "move_planned",
    "plan_clause",
    "plan_playbook",
    "publish_codex",
    "publish_first_version",
    "publish_plan",
    "publish_version",
]
