"""What somebody pastes, and where it is to stand."""

from __future__ import annotations

from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.codex.channels import ELSEWHERE_TO_CHOOSE
from augenhoehe.interfaces.web.pages.compose.forms import LONGEST, TypedText

GUESS = ("", _("Tell it by the address, if there is one"))


class ElsewhereForm(forms.Form):
    """A draft, or the address of a post; the browser is asked not to remember it either."""

    text = TypedText(
        label=_("Your draft, or the address of a post"),
        help_text=_("An address is only looked at; nothing is fetched from there."),
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea({"rows": 8, "autocomplete": "off"}),
        error_messages={"required": _("Please paste a text or an address.")},
    )
    channel = forms.ChoiceField(
        label=_("Where it will stand"),
        required=False,
        error_messages={"invalid_choice": _("Please choose a place of the list.")},
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        cast(forms.ChoiceField, self.fields["channel"]).choices = [GUESS, *ELSEWHERE_TO_CHOOSE]

    def clean_text(self) -> str:
        """Something has to stand there; spaces are kept as they were typed."""
        text: str = self.cleaned_data["text"]
        if not text.strip():
            raise forms.ValidationError(self.fields["text"].error_messages["required"])
        return text
