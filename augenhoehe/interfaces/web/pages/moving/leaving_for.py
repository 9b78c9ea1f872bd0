"""Telling followers the new address; and naming the old one here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from augenhoehe.domain.people.actions import add_alias, drop_alias, move_account, take_back_move
from augenhoehe.domain.people.selectors import account_by_address
from augenhoehe.domain.posts.ports import find_elsewhere
from augenhoehe.foundation import patience
from augenhoehe.foundation.verdicts import Invalid
from augenhoehe.interfaces.web.own_password import is_own_password
from augenhoehe.interfaces.web.requests import me, signed_in

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account


class AddressForm(forms.Form):
    """An account of one's own on another server."""

    address = forms.CharField(
        label=gettext_lazy("Address of the other account"),
        max_length=300,
        help_text=gettext_lazy("Such as @name@server.example."),
        widget=forms.TextInput({"autocapitalize": "none", "spellcheck": "false"}),
    )


class MoveForm(AddressForm):
    """The same, with the password: this cannot be taken back wholly."""

    password = forms.CharField(
        label=gettext_lazy("Your password"),
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )


@signed_in
def aliases(request: HttpRequest) -> HttpResponse:
    """Which other accounts are oneself, and a form for another."""
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_alias(me(request), _found(request, form), by=me(request))
            messages.success(request, _("Noted. Now you can move here from that account."))
            return redirect("moving_aliases")
        except Invalid as refusal:
            form.add_error("address", str(refusal))
    context = {"form": form, "aliases": me(request).also_known_as}
    status = 422 if request.method == "POST" else 200
    return render(request, "moving/aliases.html", context, status=status)


@require_POST
@signed_in
def drop(request: HttpRequest) -> HttpResponse:
    """Not be another account as well any longer."""
    drop_alias(me(request), request.POST.get("address", ""), by=me(request))
    return redirect("moving_aliases")


@signed_in
def move(request: HttpRequest) -> HttpResponse:
    """Send one's followers to another account."""
    form = MoveForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and is_own_password(request, form):
        try:
            move_account(me(request), to=_found(request, form), by=me(request))
            messages.success(request, _("Your followers are told your new address."))
            return redirect("moving_away")
        except Invalid as refusal:
            form.add_error("address", str(refusal))
    context = {"form": form, "moved_to": me(request).moved_to}
    status = 422 if request.method == "POST" else 200
    return render(request, "moving/away.html", context, status=status)


@require_POST
@signed_in
def come_back(request: HttpRequest) -> HttpResponse:
    """Live here again."""
    take_back_move(me(request), by=me(request))
    return redirect("moving_away")


def _found(request: HttpRequest, form: AddressForm) -> Account:
    """The account under the address that was typed, asked for anew where it is elsewhere."""
    patience.spend("search", str(me(request).id))
    written = form.cleaned_data["address"].strip().removeprefix("@")
    found: Any = find_elsewhere(f"@{written}") or account_by_address(written)
    if found is None or not hasattr(found, "also_known_as"):
        raise Invalid(_("Nobody was found under this address."), field="address")
    account: Account = found
    return account
