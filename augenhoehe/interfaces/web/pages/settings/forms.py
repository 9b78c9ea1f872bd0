"""The smaller forms of the settings."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class LanguageForm(forms.Form):
    """The language of pages and mail."""

    language = forms.ChoiceField(label=_("Language of the pages"), choices=settings.LANGUAGES)


class InviteForm(forms.Form):
    """A link for one person or for a few."""

    note = forms.CharField(
        label=_("For whom"),
        max_length=100,
        required=False,
        help_text=_("A note for yourself; the invited do not see it."),
    )
    uses = forms.IntegerField(label=_("How many may use it"), min_value=1, max_value=50, initial=1)


class LeaveForm(forms.Form):
    """The password, before the account is closed for good."""

    password = forms.CharField(
        label=_("Password"),
        max_length=1000,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )
