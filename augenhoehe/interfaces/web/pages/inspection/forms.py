"""Naming an agreement with the works council."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.codex.agreement import digest_of


class AgreementForm(forms.Form):
    """Reference, day, and the hash of the signed document or the document to hash."""

    reference = forms.CharField(label=_("Name of the agreement"), max_length=200)
    agreed_on = forms.DateField(
        label=_("Agreed on"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    digest = forms.CharField(label=_("SHA-256 of the signed document"), required=False)
    document = forms.FileField(
        label=_("Or the document itself"),
        required=False,
        help_text=_("Only its SHA-256 is worked out; the file is kept nowhere."),
    )

    def clean(self) -> dict[str, Any]:
        """One of the two ways to a hash."""
        cleaned = super().clean() or {}
        document = cleaned.get("document")
        if document is not None:
            cleaned["digest"] = digest_of(document.chunks())
        elif not cleaned.get("digest"):
            self.add_error("digest", _now("Please give the hash, or choose the document."))
        return cleaned
