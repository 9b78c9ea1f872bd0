"""`admin/reports`: the queue of the office, and what is done with one report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from augenhoehe.domain.codex.selectors import current_clauses
from augenhoehe.domain.moderation.actions import (
    classify_report,
    decide_report,
    give_report_back,
    take_report,
)
from augenhoehe.domain.moderation.policies_reports import may_handle
from augenhoehe.domain.moderation.selectors.accounts import accounts_known
from augenhoehe.domain.moderation.selectors.report_pages import Wanted, reports_page
from augenhoehe.domain.moderation.selectors.reports import report_by_id
from augenhoehe.domain.people.who import Who
from augenhoehe.domain.posts.audience import reader_for
from augenhoehe.foundation.verdicts import require
from augenhoehe.interfaces.mastodon_api.endpoint import Answer, Refused, endpoint, whole_id
from augenhoehe.interfaces.mastodon_api.entities.admin import admin_reports
from augenhoehe.interfaces.mastodon_api.entities.status import statuses_by_id
from augenhoehe.interfaces.mastodon_api.errors import invalid, not_found
from augenhoehe.interfaces.mastodon_api.pagination import linked, page_of
from augenhoehe.interfaces.mastodon_api.parameters import parameters_of
from augenhoehe.interfaces.mastodon_api.routes.admin.doors import moderator

if TYPE_CHECKING:
    from augenhoehe.domain.moderation.models import Report
    from augenhoehe.domain.people.access import TokenHolder

_READ, _WRITE = "admin:read:reports", "admin:write:reports"
_CATEGORIES = {"spam": "spam", "legal": "unlawful", "violation": "other", "other": "other"}


def _list(request: HttpRequest) -> Answer:
    """Open reports, or decided ones (`resolved`); none of one's own, none about oneself."""
    holder, who = moderator(request, _READ)
    sent = parameters_of(request)
    page = page_of(request, limit=100, most=200)
    wanted = Wanted(
        is_decided=sent.truth("resolved"),
        reporter_id=sent.number("account_id"),
        account_id=sent.number("target_account_id"),
        domain=sent.text("by_target_domain")[:253],
    )
    found = reports_page(who, wanted, page.stretch)
    return linked(request, _shown(found, holder), [one.id for one in found], page=page)


def _shown(reports: Sequence[Report], holder: TokenHolder) -> list[dict[str, Any]]:
    people = {
        one
        for report in reports
        for one in (
            report.reporter_id,
            report.account_id,
            report.assigned_to_id,
            report.decided_by_id,
        )
        if one
    }
    # A moderator reads no more than anybody; what only a report opens stands on its page.
    posts = statuses_by_id(
        reader_for(holder.account), [report.post_id for report in reports if report.post_id]
    )
    rules = {
        clause.key: {"id": str(clause.id), "text": clause.title, "hint": clause.text}
        for clause in current_clauses(citable=True)
    }
    return admin_reports(reports, accounts_known(people), posts, rules)


def _found(raw: str, who: Who) -> Report:
    number = whole_id(raw)
    report = report_by_id(number) if number is not None else None
    if report is None:
        raise not_found()
    require(may_handle(who, report))
    return report


def _one(request: HttpRequest, report_id: str) -> Any:
    holder, who = moderator(request, _READ)
    return _shown([_found(report_id, who)], holder)[0]


def _classify(request: HttpRequest, report_id: str) -> Any:
    """Say what it is really about: `category`, and one of `rule_ids`."""
    holder, who = moderator(request, _WRITE)
    report = _found(report_id, who)
    sent = parameters_of(request)
    category = sent.text("category")
    if category and category not in _CATEGORIES:
        raise invalid("Category is not included in the list")
    rules = {str(clause.id): clause.key for clause in current_clauses(citable=True)}
    wanted = sent.texts("rule_ids")
    if any(one not in rules for one in wanted):
        raise invalid(_("There is no such rule."))
    classify_report(
        report,
        by=holder.account,
        category=_CATEGORIES[category] if category else report.category,
        clause_key=rules[wanted[0]] if wanted else report.clause_key,
    )
    return _again(report_id, holder, who)


def _again(report_id: str, holder: TokenHolder, who: Who) -> Any:
    return _shown([_found(report_id, who)], holder)[0]


def _assign(request: HttpRequest, report_id: str) -> Any:
    holder, who = moderator(request, _WRITE)
    take_report(_found(report_id, who), by=holder.account)
    return _again(report_id, holder, who)


def _unassign(request: HttpRequest, report_id: str) -> Any:
    holder, who = moderator(request, _WRITE)
    give_report_back(_found(report_id, who), by=holder.account)
    return _again(report_id, holder, who)


def _resolve(request: HttpRequest, report_id: str) -> Any:
    """Decide it, with an answer: whoever reported reads the reasons."""
    holder, who = moderator(request, _WRITE)
    report = _found(report_id, who)
    sent = parameters_of(request)
    if not sent.has("answer"):
        raise invalid(
            _(
                "Whoever reported is told the reasons. Please send answer (a sentence at least) "
                "and outcome (nothing, answered, or acted where a measure is in force)."
            )
        )
    outcome = sent.text("outcome") or "nothing"
    decide_report(report, by=holder.account, outcome=outcome, answer=sent.text("answer"))
    return _again(report_id, holder, who)


def _reopen(request: HttpRequest, report_id: str) -> Any:
    _holder, who = moderator(request, _WRITE)
    report = _found(report_id, who)
    if not report.is_decided:
        raise Refused(403, _("This report is open."))
    raise Refused(
        403, _("A decision stands, and whoever reported was told. There can be another report.")
    )


collection = endpoint(get=_list)
single = endpoint(get=_one, put=_classify)
assign = endpoint(post=_assign)
unassign = endpoint(post=_unassign)
resolve = endpoint(post=_resolve)
reopen = endpoint(post=_reopen)
