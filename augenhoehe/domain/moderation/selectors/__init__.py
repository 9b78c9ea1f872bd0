"""What can be asked about moderation."""

from augenhoehe.domain.moderation.selectors.interventions import (
    Statement,
    intervention_by_uid,
    interventions_about,
    interventions_where,
    proposals,
    statements_on,
    statements_on_account,
    statements_on_tag,
    targets_concerning,
    to_review,
)
from augenhoehe.domain.moderation.selectors.servers import intervention_on, measures_on_servers

__all__ = [
    "Statement",
    "intervention_by_uid",
    "intervention_on",
    "interventions_about",
    "interventions_where",
    "measures_on_servers",
    "proposals",
    "statements_on",
    "statements_on_account",
    "statements_on_tag",
    "targets_concerning",
    "to_review",
]
