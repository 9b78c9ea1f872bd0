"""The smaller forms around an account. Each asks for as little as it can."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.forms import (
    AddEmailForm,
    ChangePasswordForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)
from django import forms
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from augenhoehe.foundation import patience
from augenhoehe.interfaces.web.requests import address_of
from augenhoehe.interfaces.web.sign_in import PASSWORD_HELP

Words = str | Promise


def _say(form: forms.Form, name: str, label: Words, help_text: Words = "") -> None:
    """Give a field of allauth's our words, and no words inside of it."""
    field = form.fields[name]
    field.label, field.help_text = label, help_text  # type: ignore[assignment]
    field.widget.attrs.pop("placeholder", None)


class ForgottenPasswordForm(ResetPasswordForm):  # type: ignore[misc]
    """The address a link is sent to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "email", _("Mail address"))

    def save(self, request: HttpRequest, **kwargs: Any) -> str:
        patience.spend("mail", "asked by", address_of(request))
        address: str = super().save(request, **kwargs)
        return address


class NewPasswordForm(ResetPasswordKeyForm):  # type: ignore[misc]
    """A new password after a forgotten one; typed once, browsers can show it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        _say(self, "password1", _("New password"), PASSWORD_HELP)


class ChangedPasswordForm(ChangePasswordForm):  # type: ignore[misc]
    """The present password and a new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        _say(self, "oldpassword", _("Present password"))
        _say(self, "password1", _("New password"), PASSWORD_HELP)

    def clean_oldpassword(self) -> str:
        patience.spend("sign_in_account", self.user.email.lower())
        password: str = super().clean_oldpassword()
        return password


class FirstPasswordForm(SetPasswordForm):  # type: ignore[misc]
    """A password for an account that has none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["password2"]
        _say(self, "password1", _("New password"), PASSWORD_HELP)


class OtherAddressForm(AddEmailForm):  # type: ignore[misc]
    """The address somebody would like to change to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "email", _("New mail address"))

    def save(self, request: HttpRequest) -> Any:
        patience.spend("mail", "asked by", str(self.user.pk))
        return super().save(request)


class OncePasswordForm(allauth_forms.ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something that matters."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _say(self, "password", _("Password"))

    def clean_password(self) -> str:
        patience.spend("sign_in_account", self.user.email.lower())
        password: str = super().clean_password()
        return password
