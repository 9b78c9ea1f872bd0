"""How hats are given: what a steward confirms, and the rules of the administrators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from augenhoehe.domain.people import actions
from augenhoehe.domain.people.hat_log import hat_rules, rule_by_id
from augenhoehe.domain.people.policies_hats import (
    may_dismiss_from_hat,
    may_grant_hat,
    may_make_hat_rules,
)
from augenhoehe.domain.people.selectors import account_by_address, all_members, all_voices
from augenhoehe.foundation.verdicts import Invalid, require
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.pages.hats.forms import GrantForm, RuleForm
from augenhoehe.interfaces.web.requests import me, reader_of, signed_in

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account, Hat


@require_safe
@signed_in
def index(request: HttpRequest) -> HttpResponse:
    """What this reader can give: as a steward, as an administrator."""
    return _page(request)


def _page(
    request: HttpRequest, *, grants: GrantForm | None = None, rules: RuleForm | None = None
) -> HttpResponse:
    who = reader_of(request).who
    voices = _voices(request)
    may_make = may_make_hat_rules(who)
    if not voices:
        require(may_make)
    context = {
        "grants": (grants or GrantForm(voices=voices)) if voices else None,
        "colleagues": all_members() if voices else [],
        "form": (rules or RuleForm(voices=list(all_voices()))) if may_make else None,
        "rules": hat_rules(),
        "dismissal": may_dismiss_from_hat(who).reason,
    }
    status = 422 if grants or rules else 200
    return render(request, "hats/giving.html", context, status=status)


def _voices(request: HttpRequest) -> list[Account]:
    who = reader_of(request).who
    return [voice for voice in all_voices() if may_grant_hat(who, voice)]


@require_POST
@signed_in
def grant(request: HttpRequest) -> HttpResponse:
    """Confirm that a colleague speaks for a voice."""
    voices = {voice.handle: voice for voice in all_voices()}
    form = GrantForm(request.POST, voices=list(voices.values()))
    if form.is_valid():
        try:
            hat = _granted(request, form, voices[form.cleaned_data["voice"]])
            said = _("%(name)s can speak for %(words)s now. It stands in the public log.")
            messages.success(request, said % {"name": hat.account.name, "words": hat.words})
            return redirect("hat_rules")
        except Invalid as refusal:
            _tell(form, refusal)
    return _page(request, grants=form)


def _granted(request: HttpRequest, form: GrantForm, voice: Account) -> Hat:
    require(may_grant_hat(reader_of(request).who, voice))
    person = account_by_address(form.cleaned_data["person"].strip().removeprefix("@"))
    if person is None:
        raise Invalid(_("Nobody here has this handle."), field="person")
    return actions.grant_hat(person, form.cleaned_data["words"], by=me(request), voice=voice)


@require_POST
@signed_in
def add_rule(request: HttpRequest) -> HttpResponse:
    """Give a hat to everybody with such an address, or in such a group."""
    require(may_make_hat_rules(reader_of(request).who))
    voices = {voice.handle: voice for voice in all_voices()}
    form = RuleForm(request.POST, voices=list(voices.values()))
    if form.is_valid():
        said = form.cleaned_data
        try:
            asked = said | {"voice": voices.get(said["voice"])}
            actions.make_hat_rule(by=me(request), **asked)
            messages.success(request, _("The rule is in use. It stands in the public log."))
            return redirect("hat_rules")
        except Invalid as refusal:
            _tell(form, refusal)
    return _page(request, rules=form)


@require_POST
@signed_in
def close(request: HttpRequest, rule_id: int) -> HttpResponse:
    """Give no new hats by a rule."""
    actions.close_hat_rule(found_or_404(rule_by_id(rule_id)), by=me(request))
    messages.success(request, _("The rule is closed. It gives no new hats."))
    return redirect("hat_rules")


def _tell(form: forms.Form, refusal: Invalid) -> None:
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
