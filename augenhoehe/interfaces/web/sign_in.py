"""Signing up and in: allauth does the ceremony, the people room makes the person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm, SignupForm
from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.people.actions import create_person, use_invite
from augenhoehe.domain.people.names import free_handle
from augenhoehe.domain.people.selectors import email_of
from augenhoehe.foundation import patience
from augenhoehe.foundation.verdicts import Invalid
from augenhoehe.interfaces.web.requests import address_of

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Login


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """What allauth asks of this server."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return bool(settings.REGISTRATION != "closed")

    def get_user_display_name(self, user: Login) -> str:
        return user.account.name

    def save_user(
        self, request: HttpRequest, user: Login, form: SignUpForm, commit: bool = True
    ) -> Login:
        """Make the person; allauth confirms the address."""
        values = form.cleaned_data
        invited = settings.REGISTRATION == "invite"
        account = create_person(
            handle=values["handle"],
            name=values["name"],
            email=values["email"],
            password=values["password1"],
            language=get_language() or "",
            invited_by=use_invite(values["invite"]) if invited else None,
        )
        return account.login


class SignUpForm(SignupForm):  # type: ignore[misc]
    """A name, a handle, an address, a password; where it is by invitation, the invitation."""

    name = forms.CharField(label=_("Name"), max_length=100)
    handle = forms.CharField(
        label=_("Handle"),
        max_length=30,
        help_text=_("Your address on this server: letters, digits, dots, dashes or _."),
        widget=forms.TextInput(
            {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )
    invite = forms.CharField(required=False, max_length=100, widget=forms.HiddenInput)
    field_order = ("name", "handle", "email", "password1", "invite")

    def clean_handle(self) -> str:
        try:
            return free_handle(self.cleaned_data["handle"])
        except Invalid as refusal:
            raise forms.ValidationError(str(refusal)) from None

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        if settings.REGISTRATION == "invite" and not cleaned.get("invite"):
            raise forms.ValidationError(_("Signing up here is by invitation."))
        return cleaned

    def try_save(self, request: HttpRequest) -> Any:
        patience.spend("sign_up", address_of(request))
        try:
            return super().try_save(request)
        except Invalid as refusal:  # taken in this very moment, or an invitation that ended
            self.add_error(None, str(refusal))
            raise


class SignInForm(LoginForm):  # type: ignore[misc]
    """By mail address or by handle."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.CharField(
            label=_("Mail address or handle"),
            max_length=254,
            widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none"}),
        )
        self.order_fields(["login", "password"])

    def clean_login(self) -> str:
        typed = str(self.cleaned_data["login"]).strip()
        patience.spend("sign_in", address_of(self.request) if self.request else "")
        patience.spend("sign_in_account", typed.lower())
        # An unknown handle goes on as an address nobody has: the answer must not tell.
        return typed if "@" in typed.removeprefix("@") else email_of(typed) or f"{typed}@invalid"
