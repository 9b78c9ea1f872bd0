"""`POST /api/v1/reports`: somebody says that a rule or the law is broken."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from augenhoehe.domain.codex.selectors import current_clauses
from augenhoehe.domain.moderation.actions import Complaint, make_report
from augenhoehe.domain.posts.audience import Reader
from augenhoehe.domain.posts.pages import posts_by_ids
from augenhoehe.foundation import patience
from augenhoehe.interfaces.mastodon_api.endpoint import endpoint, invalid
from augenhoehe.interfaces.mastodon_api.entities.account import accounts_for
from augenhoehe.interfaces.mastodon_api.entities.addresses import moment
from augenhoehe.interfaces.mastodon_api.parameters import Parameters, parameters_of
from augenhoehe.interfaces.mastodon_api.routes.common import found_account, somebody

if TYPE_CHECKING:
    from augenhoehe.domain.codex.models import Clause
    from augenhoehe.domain.moderation.models import Report
    from augenhoehe.domain.people.models import Account
    from augenhoehe.domain.posts.models import Post

# What clients call a ground, and what the office does.
_CATEGORIES = {"spam": "spam", "legal": "unlawful", "violation": "other", "other": "other"}
_CATEGORIES["label_missing"] = "advertising"  # ours


def _report(request: HttpRequest) -> dict[str, Any]:
    """Report posts, or without any the account. Each post is looked at by itself."""
    holder, reader = somebody(request, "write:reports")
    patience.spend("report", str(holder.account.id))
    sent = parameters_of(request)
    account = found_account(sent.text("account_id"))
    posts = _posts(reader, sent, account)
    clauses = _clauses(sent)
    category = sent.text("category") or ("violation" if clauses else "other")
    if category not in _CATEGORIES:
        raise invalid(_("Please choose what is wrong."))
    complaint = Complaint(
        category=_CATEGORIES[category],
        clause_key=clauses[0].key if clauses else "",
        text=_text(sent, clauses),
        language=(get_language() or "")[:2],
        forward=_is_to_be_forwarded(sent, account),
    )
    things: list[Post] | list[Account] = posts or [account]
    made = [make_report(thing, complaint, by=holder.account) for thing in things]
    return _entity(made[0], category, sent, posts, clauses, account)


def _posts(reader: Reader, sent: Parameters, account: Account) -> list[Post]:
    posts = posts_by_ids(reader, sent.numbers("status_ids")[:20])
    if any(post.account_id != account.id for post in posts):
        raise invalid(_("These posts are not by the reported account."))
    return posts


def _is_to_be_forwarded(sent: Parameters, account: Account) -> bool:
    """Whether their own server is to be told; an app may name the servers it means."""
    domains = [domain.lower() for domain in sent.texts("forward_to_domains")]
    return sent.truth("forward") and (not domains or account.domain in domains)


def _clauses(sent: Parameters) -> list[Clause]:
    """The clauses of the codex named as rules; `instance/rules` has their ids."""
    wanted = sent.texts("rule_ids")
    known = {str(clause.id): clause for clause in current_clauses(citable=True)}
    if any(one not in known for one in wanted):
        raise invalid(_("There is no such rule."))
    return [known[one] for one in wanted]


def _text(sent: Parameters, clauses: list[Clause]) -> str:
    """The comment; apps may send none, and then what was chosen says it."""
    comment = sent.text("comment").strip()
    named = ", ".join(clause.title for clause in clauses)
    return comment or named or _("Reported with an app, without further words.")


def _entity(
    report: Report,
    category: str,
    sent: Parameters,
    posts: list[Post],
    clauses: list[Clause],
    account: Account,
) -> dict[str, Any]:
    return {
        "id": str(report.id),
        "action_taken": report.is_decided,
        "action_taken_at": moment(report.decided_at) if report.decided_at else None,
        "category": category,
        "comment": sent.text("comment"),
        "forwarded": report.passed_on_at is not None,
        "created_at": moment(report.created_at),
        "status_ids": [str(post.id) for post in posts],
        "rule_ids": [str(clause.id) for clause in clauses],
        "target_account": accounts_for([account])[0],
    }


collection = endpoint(post=_report)
