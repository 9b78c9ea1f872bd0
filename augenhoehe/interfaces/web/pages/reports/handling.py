"""One report in the office: read it, ask, decide it; or go on to a measure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from augenhoehe.domain.codex.selectors import current_clause
from augenhoehe.domain.moderation import actions
from augenhoehe.domain.moderation.policies import may_moderate
from augenhoehe.domain.moderation.policies_reports import may_decide_report, may_handle
from augenhoehe.domain.moderation.selectors import reports as selectors
from augenhoehe.domain.people.actions import note_reading_of
from augenhoehe.domain.people.selectors import account_by_id
from augenhoehe.foundation.verdicts import require
from augenhoehe.interfaces.web.cards import cards_for
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.pages.moderation.aim import Aim
from augenhoehe.interfaces.web.pages.moderation.ladder import ladder_of
from augenhoehe.interfaces.web.pages.reports.forms import (
    ColleagueForm,
    DecisionForm,
    OfficeMessageForm,
)
from augenhoehe.interfaces.web.pages.reports.office import in_office
from augenhoehe.interfaces.web.pages.reports.refusals import beside_its_field
from augenhoehe.interfaces.web.requests import me, reader_of

if TYPE_CHECKING:
    from augenhoehe.domain.moderation.models import Report
    from augenhoehe.domain.posts.models import Post
    from augenhoehe.interfaces.web.pages.moderation.ladder import Step

_SIDES = {
    "reported": gettext_lazy("To the person who is reported"),
    "reporter": gettext_lazy("To the person who reported"),
}
_DONE = {
    "nehmen": gettext_lazy("You look after this report now."),
    "zurueckgeben": gettext_lazy("The report is back in the queue."),
    "weitergeben": gettext_lazy("The report is passed on."),
    "welle": gettext_lazy("The posts are part of the wave now."),
    "schreiben": gettext_lazy("The message is sent."),
    "entscheiden": gettext_lazy("It is decided, and whoever reported it is told."),
}


@require_safe
@in_office(may_moderate)
def show(request: HttpRequest, report_id: int) -> HttpResponse:
    """Everything about one report that the office may see."""
    report = _handled(request, report_id)
    note_reading_of("report", report.id, by=me(request), role="moderator", about=report.account)
    return render(request, "reports/show.html", _context(request, report, _forms(report)))


@require_POST
@in_office(may_moderate)
def take_step(request: HttpRequest, report_id: int, step: str) -> HttpResponse:
    """Take it, pass it on, ask, decide; or show the page again with what was typed."""
    if step not in _DONE:
        raise Http404
    report = _handled(request, report_id)
    filled = _forms(report, request.POST, step)
    form = filled.get(step)
    if form is None or form.is_valid():
        with beside_its_field(form or forms.Form({})):
            _do(request, report, step, form.cleaned_data if form is not None else {})
            messages.success(request, str(_DONE[step]))
            gone = step == "entscheiden"
            return redirect("reports") if gone else redirect("report_show", report.id)
    return render(request, "reports/show.html", _context(request, report, filled), status=422)


def _handled(request: HttpRequest, report_id: int) -> Report:
    report = found_or_404(selectors.report_by_id(report_id))
    require(may_handle(reader_of(request).who, report))
    return report


def _do(request: HttpRequest, report: Report, step: str, said: dict[str, Any]) -> None:
    by = me(request)
    if step == "nehmen":
        actions.take_report(report, by=by)
    elif step == "zurueckgeben":
        actions.give_report_back(report, by=by)
    elif step == "weitergeben":
        colleague = found_or_404(account_by_id(int(said["to"])))
        actions.assign_report(report, colleague, by=by)
    elif step == "welle":
        actions.add_to_wave(report, selectors.others_like(report), by=by)
    elif step == "schreiben":
        actions.write_in_report(report, said["conversation"], by=by, text=said["text"])
    else:
        actions.decide_report(report, by=by, outcome=said["outcome"], answer=said["answer"])


def _forms(report: Report, data: Any = None, step: str = "") -> dict[str, forms.Form]:
    """The forms of the page; the one that was sent holds what was typed."""

    def sent(name: str) -> Any:
        return data if name == step else None

    sides = [
        (side, words)
        for side, words in _SIDES.items()
        if side == "reported" or report.reporter_id or report.contact_id
    ]
    colleagues = [(str(one.id), one.name) for one in selectors.colleagues_for(report)]
    return {
        "schreiben": OfficeMessageForm(sent("schreiben"), sides=sides, prefix=None),
        "entscheiden": DecisionForm(sent("entscheiden")),
        "weitergeben": ColleagueForm(sent("weitergeben"), colleagues=colleagues),
    }


def _context(request: HttpRequest, report: Report, forms_: dict[str, Any]) -> dict[str, Any]:
    reader = reader_of(request)
    reported = selectors.reported_by(reader, report)
    together = selectors.reports_of_wave(report)
    public = reported is not None and reported.is_public
    others = selectors.others_like(report)
    return {
        "report": report,
        "reported": reported,
        "card": cards_for(request, [reported.post])[0] if public and reported else None,
        "clause": current_clause(report.clause_key) if report.clause_key else None,
        "is_like_criticism": selectors.is_like_criticism(report),
        "together": together,
        "posts": selectors.posts_of_wave(report) if len(together) > 1 else [],
        "others": others,
        "with_reporter": selectors.messages_of(report, "reporter"),
        "with_reported": selectors.messages_of(report, "reported"),
        "steps": selectors.steps_of(report),
        "entries": selectors.entries_about(report),
        "may_decide": may_decide_report(reader.who, report),
        "milder": _milder(request, report, reported.post if reported else None),
        "is_mine": report.assigned_to_id == reader.account_id,
        "writing": forms_["schreiben"],
        "deciding": forms_["entscheiden"],
        "passing_on": forms_["weitergeben"],
        "unread": _("Take the report first. Then you can read what it is about."),
    }


def _milder(request: HttpRequest, report: Report, post: Post | None) -> list[Step]:
    """What there is before a measure; a report of a voice or a person without a post too."""
    posts = [post] if post is not None and post.deleted_at is None else []
    accounts = [] if posts else [report.account]
    return ladder_of(request, Aim(posts=posts, accounts=accounts, report=report))
