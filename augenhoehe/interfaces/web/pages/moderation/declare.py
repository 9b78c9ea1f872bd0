"""Steps of the organisation elsewhere: checked like those here, and entered by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from augenhoehe.domain.moderation import actions
from augenhoehe.domain.moderation.check.elsewhere import estimate_elsewhere, shown_of
from augenhoehe.domain.moderation.check.streisand import Situation
from augenhoehe.domain.moderation.policies import may_declare
from augenhoehe.domain.moderation.terms import Kind
from augenhoehe.domain.moderation.words import to_do_in_words
from augenhoehe.foundation.verdicts import Invalid, require
from augenhoehe.interfaces.web.pages.moderation import check
from augenhoehe.interfaces.web.requests import me, reader_of, signed_in

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from augenhoehe.domain.moderation.check.streisand import Estimate
    from augenhoehe.domain.moderation.models import RegisterEntry

_KINDS = (Kind.DEMAND_LETTER, Kind.DELETION_ELSEWHERE, Kind.LAWSUIT)
_LARGEST = 1_000_000_000


def _kinds() -> list[tuple[str, str]]:
    return [(kind, to_do_in_words(kind)) for kind in _KINDS]


def _number(label: _StrPromise) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=_LARGEST, initial=0)


class DeclareForm(forms.Form):
    """What the organisation does elsewhere, and what is known of how far it has travelled."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What the organisation does or plans"),
        choices=_kinds,
        widget=forms.RadioSelect,
    )
    url = forms.URLField(
        label=gettext_lazy("Where the criticism stands"),
        required=False,
        max_length=500,
        assume_scheme="https",
    )
    text = forms.CharField(
        label=gettext_lazy("What it is about, and why"),
        help_text=gettext_lazy("For the public register, without names of private persons."),
        max_length=5000,
        widget=forms.Textarea({"rows": 5}),
    )
    persons24h = _number(gettext_lazy("People who reacted within a day"))
    copies = _number(gettext_lazy("Copies, quotes and archives that are known"))
    followers = _number(gettext_lazy("Followers of its author"))
    press = _number(gettext_lazy("Press accounts that took part"))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def declare(request: HttpRequest) -> HttpResponse:
    """Check first, then enter; the first button changes nothing."""
    require(may_declare(reader_of(request).who))
    step = request.POST.get("step", "")
    if request.method != "POST" or step == "edit":
        typed = request.POST.dict() if step == "edit" else None
        return _form_page(request, DeclareForm(initial=typed))
    form = DeclareForm(request.POST)
    if not form.is_valid():
        return _form_page(request, form, status=422)
    estimate = estimate_elsewhere(_situation(form))
    if step != "do":
        return _check_page(request, form, estimate)
    try:
        entry = _enter(request, form, estimate)
    except Invalid as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return _form_page(request, form, status=422)
    messages.success(request, _("It stands in the register, marked as declared by yourselves."))
    return redirect("register_entry", entry.uid)


def _situation(form: DeclareForm) -> Situation:
    """As typed. Nothing can be erased elsewhere, and how fast it spreads is not known."""
    said = form.cleaned_data
    return Situation(
        copies=said["copies"],
        persons24h=said["persons24h"],
        followers=said["followers"],
        media=said["press"],
        boosts_per_hour=said["persons24h"] / 24,
        mean_followers=0.0,
        local_share=0.0,
        own_critique=True,
        reason_public=True,
    )


def _enter(request: HttpRequest, form: DeclareForm, estimate: Estimate) -> RegisterEntry:
    said = form.cleaned_data
    return actions.declare(
        by=me(request),
        kind=Kind(said["kind"]),
        text=said["text"],
        url=said["url"],
        check=shown_of(estimate),
    )


def _form_page(request: HttpRequest, form: DeclareForm, *, status: int = 200) -> HttpResponse:
    return render(request, "moderation/declare.html", {"form": form}, status=status)


def _check_page(request: HttpRequest, form: DeclareForm, estimate: Estimate) -> HttpResponse:
    context = {
        "form": form,
        "what": to_do_in_words(form.cleaned_data["kind"]),
        "text": form.cleaned_data["text"],
        "url": form.cleaned_data["url"],
        "travelled": check.travelled(_situation(form)),
        "check": check.shown(estimate),
    }
    return render(request, "moderation/declare_check.html", context)
