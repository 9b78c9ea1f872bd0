"""Appealing against what was decided about oneself, with the link of the notice."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from augenhoehe.domain.moderation.actions import appeal_against
from augenhoehe.domain.moderation.policies_appeals import appeal_until, may_appeal
from augenhoehe.domain.moderation.selectors.appeals import appeal_of
from augenhoehe.domain.moderation.tokens import target_of
from augenhoehe.foundation import patience
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.pages.appeals.forms import AppealForm
from augenhoehe.interfaces.web.pages.reports.refusals import beside_its_field
from augenhoehe.interfaces.web.requests import address_of, reader_of
from augenhoehe.interfaces.web.token_pages import by_token


@require_http_methods(["GET", "HEAD", "POST"])
@by_token
def appeal(request: HttpRequest, token: str) -> HttpResponse:
    """What was decided, and the form against it; afterwards how it stands with the appeal."""
    target = found_or_404(target_of(token))
    made = appeal_of(target)
    may = may_appeal(reader_of(request).who, target, by_link=True)
    form = AppealForm(request.POST or None) if may else None
    if request.method == "POST" and form is not None and form.is_valid():
        patience.spend("appeal", address_of(request))
        with beside_its_field(form):
            appeal_against(target, text=form.cleaned_data["text"], by=None)
            return redirect("appeal", token)
    context = {
        "target": target,
        "intervention": target.intervention,
        "token": token,
        "made": made,
        "form": form,
        "why_not": "" if may or made else may.reason,
        "until": appeal_until(target),
    }
    bad = request.method == "POST" and form is not None
    return render(request, "appeals/new.html", context, status=422 if bad else 200)
