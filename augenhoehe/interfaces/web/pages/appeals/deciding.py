"""Deciding appeals: somebody who took no part, with reasons in both directions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from augenhoehe.domain.moderation.actions import decide_appeal
from augenhoehe.domain.moderation.policies_appeals import may_decide_appeal, may_read_appeals
from augenhoehe.domain.moderation.selectors import appeals as selectors
from augenhoehe.domain.moderation.selectors.pictures import pictures_for_decision
from augenhoehe.foundation.verdicts import require
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.pages.appeals.forms import DecisionForm
from augenhoehe.interfaces.web.pages.reports.office import in_office
from augenhoehe.interfaces.web.pages.reports.refusals import beside_its_field
from augenhoehe.interfaces.web.requests import me, reader_of, whole_number

if TYPE_CHECKING:
    from augenhoehe.domain.moderation.models import Appeal

PAGE = 30


@require_safe
@in_office(may_read_appeals)
def appeals(request: HttpRequest) -> HttpResponse:
    """Open appeals, the oldest first; decided ones one link away."""
    is_open = request.GET.get("state") != "decided"
    page = min(max(whole_number(request, "page") or 1, 1), 1000)
    who = reader_of(request).who
    lines = selectors.appeals_where(who, is_open=is_open, page=page, limit=PAGE + 1)
    state = "" if is_open else "state=decided&"
    context = {
        "lines": lines[:PAGE],
        "is_open": is_open,
        "figures": selectors.appeal_figures(),
        "older": f"?{state}page={page + 1}" if len(lines) > PAGE else "",
        "newer": f"?{state}" if page > 1 else "",
    }
    return render(request, "appeals/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@in_office(may_read_appeals)
def show(request: HttpRequest, appeal_id: int) -> HttpResponse:
    """One appeal with what it is about, and the decision."""
    appeal = found_or_404(selectors.appeal_by_id(appeal_id))
    who = reader_of(request).who
    may = may_decide_appeal(who, appeal)
    form = DecisionForm(request.POST or None)
    if request.method == "POST":
        require(may)
    if request.method == "POST" and form.is_valid():
        with beside_its_field(form):
            decide_appeal(appeal, by=me(request), **form.decision())
            messages.success(request, _("It is decided, and stands in the register."))
            return redirect("appeals")
    context = {
        "appeal": appeal,
        "intervention": appeal.intervention,
        "may": may,
        "form": form if may else None,
        "nobody": appeal.is_open and not selectors.can_anybody_decide(appeal),
        "words": _reported_words(appeal, may_read=bool(may)),
        "pictures": pictures_for_decision(who, appeal),
    }
    return render(request, "appeals/show.html", context, status=422 if form.is_bound else 200)


def _reported_words(appeal: Appeal, *, may_read: bool) -> str:
    """What the post says or had said, for who decides about it and nobody else."""
    return selectors.words_for_decision(appeal) if may_read else ""
