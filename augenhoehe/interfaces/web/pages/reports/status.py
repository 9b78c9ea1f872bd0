"""What became of a report, for who has its link: the reporter, or the person reported.

Each sees only what was said with them; whoever is reported does not learn who reported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from augenhoehe.domain.moderation.actions import answer_in_report
from augenhoehe.domain.moderation.selectors.reports import entries_about, messages_of
from augenhoehe.domain.moderation.tokens_reports import report_of
from augenhoehe.foundation import patience
from augenhoehe.interfaces.web.addresses import absolute
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.pages.reports.forms import MessageForm
from augenhoehe.interfaces.web.pages.reports.refusals import beside_its_field
from augenhoehe.interfaces.web.requests import address_of
from augenhoehe.interfaces.web.token_pages import by_token

if TYPE_CHECKING:
    from augenhoehe.domain.moderation.models import Report, ReportMessage


@require_http_methods(["GET", "HEAD", "POST"])
@by_token
def status(request: HttpRequest, token: str) -> HttpResponse:
    """The state, the outcome with its redress, and the conversation with the office."""
    report, side = found_or_404(report_of(token))
    said = messages_of(report, side)
    form = _form(request, said)
    if request.method == "POST" and form is not None and form.is_valid():
        patience.spend("report", address_of(request))
        with beside_its_field(form):
            answer_in_report(report, side, text=form.cleaned_data["text"], by=None)
            messages.success(request, _("Your answer has reached the office."))
            return redirect("report_status", token)
    context = {
        "report": report,
        "side": side,
        "is_reporter": side == "reporter",
        "is_new": "neu" in request.GET,
        "address": absolute(request.path),
        "said": said,
        "form": form,
        "entries": _entries(report, side),
    }
    bad = form is not None and form.is_bound
    return render(request, "reports/status.html", context, status=422 if bad else 200)


def _form(request: HttpRequest, said: list[ReportMessage]) -> MessageForm | None:
    """Answering is possible once the office has said something."""
    if not any(message.is_from_office for message in said):
        return None
    return MessageForm(request.POST or None)


def _entries(report: Report, side: str) -> list[str]:
    return entries_about(report) if report.is_decided and side == "reporter" else []
