"""Restricting something: the form, the check before it is done, and the refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from augenhoehe.domain.codex.selectors import current_clauses
from augenhoehe.domain.moderation import actions
from augenhoehe.domain.moderation.check import checking
from augenhoehe.domain.moderation.check.streisand_words import ALTERNATIVE
from augenhoehe.domain.moderation.measure import check_measure
from augenhoehe.domain.moderation.policies import may_intervene
from augenhoehe.domain.moderation.words import to_do_in_words
from augenhoehe.domain.people.selectors import all_voices
from augenhoehe.foundation.verdicts import Invalid, NotAllowed, require
from augenhoehe.interfaces.web.cards import cards_for
from augenhoehe.interfaces.web.pages.moderation import check
from augenhoehe.interfaces.web.pages.moderation.aim import Aim, aim_of
from augenhoehe.interfaces.web.pages.moderation.forms import UNPLEASANT, InterveneForm
from augenhoehe.interfaces.web.pages.moderation.ladder import ladder_of
from augenhoehe.interfaces.web.pages.moderation.offered import offered_kinds
from augenhoehe.interfaces.web.requests import me, reader_of, signed_in

if TYPE_CHECKING:
    from augenhoehe.domain.moderation.measure import Measure
    from augenhoehe.domain.moderation.models import Intervention
    from augenhoehe.domain.moderation.terms import Kind

_CARDS = 3  # of a wave, a few stand for all


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def intervene(request: HttpRequest) -> HttpResponse:
    """Say everything, see what would follow, then do or propose it."""
    aim = aim_of(request)
    offered = offered_kinds(reader_of(request).who, aim)
    step = request.POST.get("step", "")
    if request.method != "POST" or step == "edit":
        typed = request.POST.dict() if step == "edit" else {"kind": request.GET.get("kind", "")}
        return _form_page(request, aim, _form(aim, offered, initial=typed))
    form = _form(aim, offered, request.POST)
    if request.POST.get("judgement") == UNPLEASANT:
        return _unavailable(request, aim, form)
    if not form.is_valid():
        return _form_page(request, aim, form, status=422)
    try:
        measure = form.measure()
        check_measure(measure)
        if step == "do":
            return _done(request, actions.intervene(measure, by=me(request)))
        require(may_intervene(reader_of(request).who, measure))
        return _check_page(request, aim, form, measure)
    except Invalid as refusal:
        form.refuse(refusal)
        return _form_page(request, aim, form, status=422)


def _form(aim: Aim, offered: list[Kind], data: Any = None, **how: Any) -> InterveneForm:
    clauses = current_clauses(citable=True)
    voices = list(all_voices())
    return InterveneForm(data, aim=aim, offered=offered, clauses=clauses, voices=voices, **how)


def _about(request: HttpRequest, aim: Aim) -> dict[str, Any]:
    """What every page of this names: the thing itself, and what is milder."""
    return {
        "aim": aim,
        "cards": cards_for(request, list(aim.posts[:_CARDS])),
        "steps": ladder_of(request, aim),
    }


def _form_page(
    request: HttpRequest, aim: Aim, form: InterveneForm, *, status: int = 200
) -> HttpResponse:
    context = {"form": form} | _about(request, aim)
    return render(request, "moderation/intervene.html", context, status=status)


def _unavailable(request: HttpRequest, aim: Aim, form: InterveneForm) -> HttpResponse:
    """Merely unpleasant: nothing was changed, and what is left to do stands here."""
    kept = ("csrfmiddlewaretoken", "step", "judgement")
    context = {
        "typed": [(name, value) for name, value in request.POST.items() if name not in kept],
        "people": _people(request, aim),
        "reason": _why_not(form, request),
    } | _about(request, aim)
    return render(request, "moderation/unavailable.html", context, status=409)


def _why_not(form: InterveneForm, request: HttpRequest) -> str:
    """What the domain says to it, asked in earnest where everything else was filled in."""
    if not form.is_valid():
        return ""
    try:
        actions.intervene(form.measure(), by=me(request))
    except (NotAllowed, Invalid) as refusal:
        return str(refusal)
    raise RuntimeError("What is merely unpleasant was restricted.")


def _people(request: HttpRequest, aim: Aim) -> list[Any]:
    """Whom one could mute for oneself."""
    people = {account.id: account for account in aim.accounts}
    people |= {post.account_id: post.account for post in aim.posts}
    return [one for one in people.values() if one.id != me(request).id][:_CARDS]


def _check_page(
    request: HttpRequest, aim: Aim, form: InterveneForm, measure: Measure
) -> HttpResponse:
    seen = checking.preview(measure)
    milder = [step for step in ladder_of(request, aim) if step.rung in seen.milder]
    waits = seen.is_of_criticism and not measure.at_once
    context = _about(request, aim) | {
        "form": form,
        "seen": seen,
        "signs": check.signs_in_words(seen.signs),
        "travelled": check.travelled(seen.situation),
        "check": check.shown(seen.estimate),
        "alternative": str(ALTERNATIVE),
        "steps": milder,
        "entry": check.future_entry(measure, seen, by=me(request)),
        "facts": measure.facts,
        "reasons": measure.reasons,
        "waits": waits,
        "at_once": measure.at_once,
        "button": _button(measure, waits=waits),
    }
    return render(request, "moderation/check.html", context)


def _button(measure: Measure, *, waits: bool) -> str:
    what = to_do_in_words(measure.kind)
    return _("Propose: %(what)s") % {"what": what} if waits else what


def _done(request: HttpRequest, intervention: Intervention) -> HttpResponse:
    if intervention.state == "proposed":
        said = _("It is proposed. A second person is asked; nothing was restricted yet.")
    else:
        said = _("It is in force, stands in the register, and the person was told.")
    messages.success(request, said)
    return redirect("intervention", intervention.uid)
