"""Criticism without an account, and criticism that stands elsewhere: in under a minute."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from augenhoehe.domain.criticism import actions
from augenhoehe.domain.criticism.links import submission_of
from augenhoehe.domain.people.actions.contact import hash_address
from augenhoehe.domain.people.selectors import all_voices
from augenhoehe.foundation import patience
from augenhoehe.foundation.verdicts import Invalid
from augenhoehe.interfaces.web.pages.criticise.forms import BringInForm, CriticiseForm
from augenhoehe.interfaces.web.requests import account_of, address_of
from augenhoehe.interfaces.web.token_pages import by_token

if TYPE_CHECKING:
    from augenhoehe.domain.criticism.models import Case


@require_http_methods(["GET", "HEAD", "POST"])
def criticise(request: HttpRequest) -> HttpResponse:
    """The public form. The answer is the same for every address, known or not."""
    voices = list(all_voices())
    form = CriticiseForm(request.POST or None, voices=voices)
    if voices and request.method == "POST" and form.is_valid() and _submit(request, form):
        return redirect("criticise_sent")
    context = {"form": form, "voices": voices}
    return render(request, "criticise/form.html", context, status=422 if form.is_bound else 200)


def _submit(request: HttpRequest, form: CriticiseForm | BringInForm) -> bool:
    known = form.cleaned_data
    _be_patient(request, known["address"])
    try:
        actions.submit_criticism(
            about=form.about,
            address=known["address"],
            text=known["text"],
            name=known.get("name", ""),
            wanted=known.get("wanted", ""),
            source_url=known.get("source_url", ""),
            language=get_language() or "",
        )
    except Invalid as refusal:
        tell(form, refusal)
        return False
    return True


def _be_patient(request: HttpRequest, address: str) -> None:
    """Honest limits instead of riddles: by where it comes from, and by whom it would write to."""
    patience.spend("case", address_of(request))
    patience.spend("mail", f"criticism:{hash_address(address)}")


def tell(form: forms.Form, refusal: Invalid) -> None:
    """A refusal of the domain beside the field it is about."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """What happens next."""
    return render(request, "criticise/sent.html")


@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: HttpRequest) -> HttpResponse:
    """Bring in what stands elsewhere: at once with an account, after a letter without."""
    voices = list(all_voices())
    me = account_of(request)
    form = BringInForm(request.POST or None, voices=voices, with_address=me is None)
    if voices and request.method == "POST" and form.is_valid():
        if me is None and _submit(request, form):
            return redirect("criticise_sent")
        if me is not None and (case := _bring_in(request, form)) is not None:
            messages.success(request, _("It stands here now, and can be answered here."))
            return redirect("case", case.id)
    context = {"form": form, "voices": voices}
    return render(request, "criticise/bring_in.html", context, status=422 if form.is_bound else 200)


def _bring_in(request: HttpRequest, form: BringInForm) -> Case | None:
    me = account_of(request)
    assert me is not None  # noqa: S101 - the caller has looked
    patience.spend("case", str(me.id))
    known = form.cleaned_data
    try:
        return actions.bring_in(
            by=me, about=form.about, url=known["source_url"], excerpt=known["text"]
        )
    except Invalid as refusal:
        tell(form, refusal)
        return None


@require_http_methods(["GET", "HEAD", "POST"])
@by_token
def submission(request: HttpRequest, token: str) -> HttpResponse:
    """The link in the letter: looking changes nothing, a button makes it public."""
    found = submission_of(token)
    if request.method == "POST":
        case = actions.confirm_submission(token)
        messages.success(
            request,
            _("It is public now. We write to you when somebody of the organisation answers."),
        )
        return redirect("case", case.id)
    if found.case is not None:
        return redirect("case", found.case.id)
    return render(request, "criticise/confirm.html", {"submission": found})
