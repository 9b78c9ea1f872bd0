"""The page behind a one-time link: a case, or a question, and what its critic can say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from augenhoehe.domain.criticism import actions
from augenhoehe.domain.criticism.critics import asking
from augenhoehe.domain.criticism.links import check_usable, link_of, person_of
from augenhoehe.domain.criticism.naming import shown_keeper
from augenhoehe.domain.criticism.selectors import has_critic, history_of, is_ended
from augenhoehe.foundation import patience
from augenhoehe.foundation.verdicts import Invalid, NotAllowed
from augenhoehe.interfaces.web.cards import cards_for
from augenhoehe.interfaces.web.pages.cases.clock import clock_of
from augenhoehe.interfaces.web.pages.cases.doings import DOINGS, OF_THE_CRITIC, WITHDRAW, Doing
from augenhoehe.interfaces.web.pages.cases.reading import entries_of
from augenhoehe.interfaces.web.pages.cases.words import title_of
from augenhoehe.interfaces.web.pages.criticise.forms import WantedForm
from augenhoehe.interfaces.web.pages.criticise.submitting import tell
from augenhoehe.interfaces.web.requests import address_of
from augenhoehe.interfaces.web.token_pages import by_token

if TYPE_CHECKING:
    from augenhoehe.domain.criticism.models import CriticLink

NEW, ACCEPT, DECLINE = "neu", "annehmen", "ablehnen"


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be said by the link."""

    doing: Doing
    form: forms.Form
    is_open: bool


@require_http_methods(["GET", "HEAD", "POST"])
@by_token
def critic_link(request: HttpRequest, token: str) -> HttpResponse:
    """Looking changes nothing. What is said with a button uses the link up."""
    link = link_of(token)
    if request.method == "POST":
        patience.spend("case", address_of(request))
        step = request.POST.get("step", "")
        if step == NEW:
            return _renew(request, token)
        if link.offer is not None:
            return _decide(request, token, step)
        return _say(request, link, token, step)
    return _page(request, link, token)


def _renew(request: HttpRequest, token: str) -> HttpResponse:
    patience.spend("mail", f"link:{link_of(token).id}")
    actions.renew_link(token)
    messages.success(request, _("A new link is on its way to where the old one went."))
    return redirect("critic_link", token)


def _decide(request: HttpRequest, token: str, step: str) -> HttpResponse:
    form = WantedForm(request.POST)
    wanted = form.cleaned_data["wanted"] if form.is_valid() else ""
    if step not in (ACCEPT, DECLINE):
        raise NotAllowed(_("This link is for something else."))
    case = actions.decide_offer_by_link(token, accept=step == ACCEPT, wanted=wanted)
    if case is None:
        messages.success(request, _("It stays a post. You are not asked again."))
        return redirect("critic_link", token)
    messages.success(request, _("It is on the list of open criticism now."))
    return redirect("case", case.id)


def _say(request: HttpRequest, link: CriticLink, token: str, step: str) -> HttpResponse:
    doing = DOINGS.get(step)
    if doing is None or doing.slug not in OF_THE_CRITIC:
        raise NotAllowed(_("This link is for something else."))
    form = doing.form(request.POST, auto_id=f"{doing.slug}-%s")
    if form.is_valid():
        try:
            case = actions.step_by_link(token, doing.kind, text=form.cleaned_data["text"])
        except Invalid as refusal:
            tell(form, refusal)
        else:
            messages.success(request, doing.done)
            return redirect("case", case.id)
    return _page(request, link, token, typed=(doing, form))


def _page(
    request: HttpRequest,
    link: CriticLink,
    token: str,
    *,
    typed: tuple[Doing, forms.Form] | None = None,
) -> HttpResponse:
    context: dict[str, Any] = {"link": link, "token": token, "why_not": _why_not(link)}
    if link.case is not None:
        context |= _about_case(request, link, typed)
        template = "criticise/case.html"
    else:
        offer = link.offer
        cards = cards_for(request, [offer.post]) if offer and offer.post.is_open else []
        context |= {"offer": offer, "cards": cards, "form": WantedForm()}
        template = "criticise/offer.html"
    status = 422 if typed else 403 if context["why_not"] else 200
    return render(request, template, context, status=status)


def _why_not(link: CriticLink) -> str:
    """Why the link cannot be used any more; empty if it can."""
    try:
        check_usable(link)
    except NotAllowed as refusal:
        return str(refusal)
    return ""


def _about_case(
    request: HttpRequest, link: CriticLink, typed: tuple[Doing, forms.Form] | None
) -> dict[str, Any]:
    case = link.case
    assert case is not None  # noqa: S101 - the caller has looked
    history = history_of(case)
    card, entries = entries_of(request, case, history)
    return {
        "case": case,
        "title": title_of(case.post),
        "card": card,
        "entries": entries,
        "marks": clock_of(case, history),
        "keeper": shown_keeper(case),
        "has_critic": has_critic(case),
        "is_ended": is_ended(case),
        "choices": _choices(link, typed),
    }


def _choices(link: CriticLink, typed: tuple[Doing, forms.Form] | None) -> list[Choice]:
    if _why_not(link) or link.case is None:
        return []
    who, found = asking(person_of(link)), []
    for doing in DOINGS.values():
        if typed is not None and typed[0] is doing:
            found.append(Choice(doing, typed[1], is_open=True))
        elif doing.slug in OF_THE_CRITIC and doing.may(who, link.case):
            form = doing.form(auto_id=f"{doing.slug}-%s")
            # "Resolved" and "not answered" are equally near: neither is nudged.
            found.append(Choice(doing, form, is_open=doing is not WITHDRAW))
    return found
