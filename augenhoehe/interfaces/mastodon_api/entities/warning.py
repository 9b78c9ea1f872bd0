"""What the office did or has to look at, as clients know it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import orjson

from augenhoehe.domain.moderation.terms import Kind, Outcome
from augenhoehe.domain.moderation.tokens import statement_token
from augenhoehe.domain.moderation.words import to_you_in_words
from augenhoehe.domain.notifications.words import office_words
from augenhoehe.interfaces.mastodon_api.entities.addresses import absolute, moment

if TYPE_CHECKING:
    from augenhoehe.domain.moderation.models import Appeal, Report
    from augenhoehe.domain.notifications.models import Notification
    from augenhoehe.domain.notifications.office import Measure

# Ours are finer than theirs. What lies between is a warning: `text` says what it is.
_ACTIONS: dict[str, str] = {
    Kind.REMOVE_POST: "delete_statuses",
    Kind.MARK_SENSITIVE: "mark_statuses_as_sensitive",
    Kind.SUSPEND: "suspend",
    Kind.DELIST: "silence",
    Kind.MUTE: "silence",
    Kind.LIMIT_REACH: "silence",
    Kind.TIME_LIMIT: "silence",
    Kind.WITHDRAW_POSTING_RIGHT: "silence",
}
_STATES: dict[str, str] = {
    Outcome.UPHELD: "rejected",
    Outcome.CHANGED: "approved",
    Outcome.OVERTURNED: "approved",
}


def warning_entity(notice: Notification, measure: Measure, account: Any) -> dict[str, Any]:
    """A measure, its end or the answer to an appeal; reasons and rights stand behind the link."""
    target = measure.target
    is_new = notice.step == "in_force"
    words = [to_you_in_words(target.intervention.kind)] if is_new else []
    words += [office_words(notice), absolute(f"/begruendung/{statement_token(target)}")]
    return {
        "id": str(target.id),
        "action": _ACTIONS.get(target.intervention.kind, "none") if is_new else "none",
        "text": " ".join(words),
        "status_ids": [str(target.post_id)] if target.post_id else None,
        "target_account": account,
        "appeal": _appeal(measure.appeal) if measure.appeal is not None else None,
        "created_at": moment(target.intervention.starts_at or notice.created_at),
    }


def _appeal(appeal: Appeal) -> dict[str, str]:
    return {"text": appeal.text, "state": _STATES.get(appeal.outcome, "pending")}


def report_entity(report: Report, account: bytes) -> dict[str, Any]:
    """A new report, for whoever may handle it."""
    return {
        "id": str(report.id),
        "action_taken": report.is_decided,
        "action_taken_at": moment(report.decided_at) if report.decided_at else None,
        "category": {"spam": "spam", "unlawful": "legal"}.get(report.category, "other"),
        "comment": report.text,
        "forwarded": report.passed_on_at is not None,
        "created_at": moment(report.created_at),
        "status_ids": [str(report.post_id)] if report.post_id else None,
        "rule_ids": None,
        "target_account": orjson.Fragment(account),
    }
