"""The smaller forms of the settings."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class LanguageForm(forms.Form):
    """The language of pages and mail."""

    language = forms.ChoiceField(label=_("Language of the pages"), choices=settings.LANGUAGES)


class PostingForm(forms.Form):
    """How one's posts begin, unless one chooses otherwise for one."""

    audience = forms.TypedChoiceField(
        label=_("Who can read it"),
        coerce=int,
        choices=[
            (0, _("Everyone")),
            (1, _("Everyone, but not in lists")),
            (2, _("Followers")),
            (3, _("Only those mentioned with @")),
        ],
    )
    quotes = forms.TypedChoiceField(
        label=_("Who may quote it"),
        coerce=int,
        choices=[(0, _("Everyone")), (1, _("Followers")), (2, _("Nobody but me"))],
    )
    language = forms.ChoiceField(
        label=_("Language, where it cannot be recognised"),
        required=False,
        choices=[("", _("None")), *settings.LANGUAGES],
    )
    is_sensitive = forms.BooleanField(
        label=_("Cover my pictures until somebody asks for them"), required=False
    )


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
