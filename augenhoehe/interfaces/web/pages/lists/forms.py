"""The form of a list."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

REPLIES = (
    ("none", _("only to themselves")),
    ("list", _("to each other, if they are in this list")),
    ("followed", _("to everybody I follow")),
)


class ListForm(forms.Form):
    """What a list is called, which replies stand in it, and whether it is read apart."""

    title = forms.CharField(label=_("Name"), max_length=200)
    replies = forms.ChoiceField(
        label=_("Which replies to show"),
        choices=REPLIES,
        initial="list",
        widget=forms.RadioSelect,
        help_text=_("Their replies to you are always shown."),
    )
    is_exclusive = forms.BooleanField(
        label=_("Show these people here only, not at home"), required=False
    )
