"""The password and a tick, before everything is erased."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class EraseForm(forms.Form):
    """Two things nobody does by accident."""

    password = forms.CharField(
        label=_("Password"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )
    is_sure = forms.BooleanField(label=_("I know that nobody can bring it back."))
