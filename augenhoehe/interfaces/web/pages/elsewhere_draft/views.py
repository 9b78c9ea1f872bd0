"""A text for somewhere else is checked and forgotten, unless its author keeps it as a draft."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from augenhoehe.domain.codex.advice import advice_for
from augenhoehe.domain.codex.channels import (
    ELSEWHERE_TO_CHOOSE,
    channel_of_address,
    clauses_linked_in,
    first_address,
)
from augenhoehe.domain.codex.playbooks.occasion import Occasion
from augenhoehe.domain.posts.actions import save_draft
from augenhoehe.foundation import patience
from augenhoehe.interfaces.web import muted_rules
from augenhoehe.interfaces.web.pages.elsewhere_draft.forms import ElsewhereForm
from augenhoehe.interfaces.web.plain_speech import hints_on
from augenhoehe.interfaces.web.requests import me, signed_in

_LABELS = dict(ELSEWHERE_TO_CHOOSE)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def elsewhere(request: HttpRequest) -> HttpResponse:
    """Paste, read what fits, go. The text comes by POST only and is given back in the answer."""
    form = ElsewhereForm(request.POST or None)
    context: dict[str, object] = {"form": form}
    status, hints = 200, None
    if request.method == "POST":
        patience.spend("search", str(me(request).id))
        if form.is_valid() and request.POST.get("do") == "keep":
            return _keep(request, form.cleaned_data["text"])
        status = 200 if form.is_valid() else 422
        if form.is_valid():
            hints = hints_on(request, form.cleaned_data["text"])
            context |= _advised(form.cleaned_data["text"], form.cleaned_data["channel"])
            context |= {"hints": hints}
    response = render(request, "elsewhere_draft/show.html", context, status=status)
    response.headers["Cache-Control"] = "private, no-store"
    if hints is not None and muted_rules.is_changing(request):
        muted_rules.remember(response, hints.muted)
    return response


def _advised(text: str, chosen: str) -> dict[str, object]:
    """The advice, and how the channel was told."""
    channel = chosen or channel_of_address(first_address(text)) or "other"
    clauses = clauses_linked_in(text)
    occasion = Occasion(text=text, channel=channel, clauses=clauses, surface="elsewhere")
    return {
        "advice": advice_for(occasion),
        "channel": _LABELS[channel],
        "was_guessed": not chosen,
    }


def _keep(request: HttpRequest, text: str) -> HttpResponse:
    """The only thing that stores something: a draft, beside one that lies there already."""
    save_draft("new", by=me(request), text=text, seen="")
    messages.success(request, _("Your draft is kept. Only you can read it."))
    return redirect("drafts")
