"""Whether the posts of a voice are looked at before: in public, with reasons and dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from augenhoehe.domain.people.actions import begin_prior_approval, end_prior_approval
from augenhoehe.domain.people.policies_approval import may_set_prior_approval
from augenhoehe.domain.people.prior_approval import prior_approvals_of
from augenhoehe.foundation.verdicts import Invalid, NotAllowed
from augenhoehe.interfaces.web.pages.voices.views import voice_or_404
from augenhoehe.interfaces.web.requests import account_of, me, reader_of, sign_in_first

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account


@require_http_methods(["GET", "HEAD", "POST"])
def approval(request: HttpRequest, handle: str) -> HttpResponse:
    """The setting and its history, for everybody; stewards change it."""
    voice = voice_or_404(handle)
    if request.method != "POST":
        return _page(request, voice)
    if account_of(request) is None:
        return sign_in_first(request, back=request.path)
    try:
        if request.POST.get("do") == "end":
            end_prior_approval(voice, by=me(request))
            said = _("Posts of this voice are published at once again.")
        else:
            begin_prior_approval(voice, by=me(request), why=request.POST.get("why", ""))
            said = _("From now on another person of this voice looks at each post before.")
    except Invalid as refusal:
        return _page(request, voice, str(refusal), status=422)
    except NotAllowed as refusal:
        return _page(request, voice, str(refusal), status=403)
    messages.success(request, said)
    return redirect("voice_approval", voice.handle)


def _page(
    request: HttpRequest, voice: Account, error: str = "", *, status: int = 200
) -> HttpResponse:
    history = prior_approvals_of(voice)
    context: dict[str, Any] = {
        "voice": voice,
        "history": history,
        "in_force": next((one for one in history if one.until is None), None),
        "may_set": bool(may_set_prior_approval(reader_of(request).who, voice)),
        "error": error,
        "typed": request.POST.get("why", ""),
    }
    return render(request, "help/approval.html", context, status=status)
