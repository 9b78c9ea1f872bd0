"""Asking for somebody's own password before something that cannot be taken back."""

from __future__ import annotations

from typing import Any

from django.forms import Form
from django.http import HttpRequest
from django.utils.translation import gettext as _

from augenhoehe.foundation import patience


def is_own_password(request: HttpRequest, form: Form) -> bool:
    """Whether `password` of a valid form is that of who is signed in; else it says so there."""
    login: Any = request.user
    patience.spend("sign_in_account", login.email.lower())
    if login.check_password(form.cleaned_data["password"]):
        return True
    form.add_error("password", _("This is not your password."))
    return False
