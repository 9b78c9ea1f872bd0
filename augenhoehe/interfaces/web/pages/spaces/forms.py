"""The form of a new space."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

REACHES = (
    ("circle", _("Circle: only its members read it")),
    ("house", _("House: everybody who works here reads it")),
    ("world", _("World: everybody reads it, also without an account")),
)
JOINING = (
    ("open", _("whoever wants to enters")),
    ("request", _("one asks, and a moderator admits")),
    ("invite", _("by invitation of a moderator")),
)


class SpaceForm(forms.Form):
    """A name, an address, what it is for, who reads it, who enters."""

    name = forms.CharField(label=_("Name"), max_length=100)
    slug = forms.CharField(
        label=_("Short name"),
        max_length=30,
        required=False,
        help_text=_(
            "Stands in the address: small letters, digits and dashes. Empty: made of the name."
        ),
        widget=forms.TextInput({"autocapitalize": "none", "spellcheck": "false"}),
    )
    purpose = forms.CharField(
        label=_("What it is for"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    reach = forms.ChoiceField(
        label=_("Who reads it"),
        choices=REACHES,
        widget=forms.RadioSelect,
        help_text=_("Chosen here once and for ever: what was said inside stays inside."),
    )
    join = forms.ChoiceField(
        label=_("Who enters"), choices=JOINING, initial="open", widget=forms.RadioSelect
    )

    def clean(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        if not cleaned.get("slug"):
            cleaned["slug"] = _slug_of(cleaned.get("name", ""))
        if cleaned["slug"] == "neu":  # the address of this very form
            self.add_error("slug", _("This short name belongs to the server."))
        return cleaned


def _slug_of(name: str) -> str:
    """A short name for a name: "Kreis Bremse" becomes kreis-bremse."""
    spelt = name.lower()
    for letter, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        spelt = spelt.replace(letter, letters)
    return slugify(spelt).replace("_", "-")[:30].strip("-")
