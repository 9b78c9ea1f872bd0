"""Who may do what with a post (GoToSocial's `interactionPolicy`, `canQuote` of FEP-044f)."""

from typing import Any

from augenhoehe.activitypub.reading.addresses import recipients
from augenhoehe.activitypub.reading.bounds import MOST_RECIPIENTS
from augenhoehe.activitypub.reading.shapes import Node, inner
from augenhoehe.activitypub.records.post import InteractionPolicy, Rule


def interaction_policy_of(node: Node) -> InteractionPolicy | None:
    """The policy of a post or actor; None where nothing is said."""
    policy = inner(node.get("interactionPolicy"))
    if not policy:
        return None
    return InteractionPolicy(
        quote=_rule(policy.get("canQuote")),
        reply=_rule(policy.get("canReply")),
        like=_rule(policy.get("canLike")),
        announce=_rule(policy.get("canAnnounce")),
    )


def _rule(value: Any) -> Rule | None:
    """One rule; before GoToSocial 0.20 the words were `always` and `approvalRequired`."""
    if not isinstance(value, dict | list):
        return None
    rule = inner(value)
    automatic = rule.get("automaticApproval", rule.get("always"))
    manual = rule.get("manualApproval", rule.get("approvalRequired"))
    return Rule(recipients(automatic, MOST_RECIPIENTS), recipients(manual, MOST_RECIPIENTS))
