"""The forms for the emoji of this server."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class NewEmojiForm(forms.Form):
    """A word, its picture, and among which others it stands."""

    shortcode = forms.CharField(
        label=_("Name"),
        max_length=66,
        help_text=_("Written between colons: letters of a to z, digits and _."),
        widget=forms.TextInput({"autocapitalize": "none", "spellcheck": "false"}),
    )
    picture = forms.FileField(
        label=_("Picture"),
        help_text=_("PNG, WebP or GIF with at most 256 kB; moving pictures stand still."),
        widget=forms.FileInput({"accept": "image/png,image/webp,image/gif"}),
    )
    category = forms.CharField(label=_("Category"), max_length=60, required=False)


class EmojiForm(forms.Form):
    """Among which others it stands, and whether it is offered."""

    category = forms.CharField(label=_("Category"), max_length=60, required=False)
    is_offered = forms.BooleanField(
        label=_("Show it among the emoji to choose from"), required=False, initial=True
    )
