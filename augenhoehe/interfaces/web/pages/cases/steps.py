"""Taking a step of a case from its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from augenhoehe.domain.criticism.selectors import history_of
from augenhoehe.foundation import patience
from augenhoehe.foundation.patience import Patience
from augenhoehe.foundation.verdicts import Invalid, NotAllowed
from augenhoehe.interfaces.web.pages.cases.doings import DOINGS, Doing
from augenhoehe.interfaces.web.pages.cases.offers import is_theirs, offers_for, sent_form, slot_of
from augenhoehe.interfaces.web.pages.cases.show import case_page, readable_case
from augenhoehe.interfaces.web.pages.compose.unsent import keep_and_sign_in
from augenhoehe.interfaces.web.requests import account_of, me

if TYPE_CHECKING:
    from augenhoehe.domain.criticism.models import Case


@require_POST
def take_step(request: HttpRequest, case_id: int, step: str) -> HttpResponse:
    """Do it and come back to the page; what cannot be done keeps what was typed."""
    if step not in DOINGS:
        raise Http404
    doing = DOINGS[step]
    if account_of(request) is None:
        return keep_and_sign_in(request, slot=slot_of(case_id, doing), back=f"/faelle/{case_id}")
    case = readable_case(request, case_id)
    form = sent_form(request, doing)
    if not form.is_valid():
        return _again(request, case, doing, form, status=422)
    if _saw_another(request, case) and is_theirs(request, case, doing):
        why = _("This case is at another point by now. Please look at it again.")
        return _refused(request, case_id, doing, form, why)
    try:
        patience.spend("case", str(me(request).id))
        doing.act(case, me(request), form.cleaned_data)
    except Invalid as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return _again(request, case, doing, form, status=422)
    except NotAllowed as refusal:
        if not is_theirs(request, case, doing):
            raise
        return _refused(request, case_id, doing, form, str(refusal))
    except Patience as refusal:
        return _too_fast(request, case, doing, form, refusal)
    messages.success(request, doing.done)
    return redirect("case", case_id)


def _saw_another(request: HttpRequest, case: Case) -> bool:
    """Whether a step came between the page and the button: nobody acts on what they did not see."""
    seen = request.POST.get("seen", "")
    return bool(seen) and seen != str(len(history_of(case)))


def _again(
    request: HttpRequest,
    case: Case,
    doing: Doing,
    form: forms.Form,
    *,
    refusal: str = "",
    status: int,
) -> HttpResponse:
    """The page with what was typed and why it could not be done."""
    page = case_page(request, case)
    page.offers = offers_for(request, case, typed=(doing, form))
    page.refusal = refusal
    return page.show(status)


def _refused(
    request: HttpRequest, case_id: int, doing: Doing, form: forms.Form, why: str
) -> HttpResponse:
    """Somebody else was quicker, or it was sent twice: say so, and lose nothing."""
    case = readable_case(request, case_id)
    last = history_of(case)[-1]
    if last.kind == doing.kind and last.by_id == me(request).id:
        return redirect("case", case_id)
    return _again(request, case, doing, form, refusal=why, status=409)


def _too_fast(
    request: HttpRequest, case: Case, doing: Doing, form: forms.Form, refusal: Patience
) -> HttpResponse:
    why = _("A moment of patience, please: try again in %(n)d seconds.") % {
        "n": refusal.retry_after
    }
    response = _again(request, case, doing, form, refusal=why, status=429)
    response.headers["Retry-After"] = str(refusal.retry_after)
    return response
