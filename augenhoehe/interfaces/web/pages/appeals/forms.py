"""The forms of appeals. What is too short or missing the domain says, beside the field."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from augenhoehe.foundation import clock

# Days till the end of a shortened measure; "now" ends it at once.
SHORTENED = (
    ("now", _("It ends now")),
    ("1", _("It ends tomorrow")),
    ("7", _("It ends in seven days")),
    ("30", _("It ends in thirty days")),
)


class AppealForm(forms.Form):
    """Why the decision was wrong."""

    text = forms.CharField(
        label=_("Why the decision was wrong"),
        help_text=_(
            "In your own words and your own language. What was overlooked, what is different "
            "from how it was told?"
        ),
        widget=forms.Textarea({"rows": 6}),
    )


class ObjectionForm(AppealForm):
    """Why a decision about somebody else was wrong; signed in, or by mail address."""

    name = forms.CharField(
        label=_("Your name"),
        required=False,
        max_length=100,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    address = forms.EmailField(
        label=_("Your mail address"),
        help_text=_("We send you a link. The objection counts once you have used it."),
        max_length=254,
        error_messages={"invalid": _("This is no mail address.")},
        widget=forms.EmailInput({"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, is_signed_in: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_signed_in:
            del self.fields["name"], self.fields["address"]


class DecisionForm(forms.Form):
    """The outcome of an appeal, with reasons in both directions."""

    outcome = forms.ChoiceField(
        label=_("How it is decided"),
        choices=(
            ("upheld", _("The decision stays")),
            ("changed", _("It was too much: the measure is shortened")),
            ("overturned", _("It was wrong: the measure is taken back")),
        ),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose an outcome.")},
    )
    ends_at = forms.ChoiceField(
        label=_("If it is shortened"), choices=SHORTENED, required=False, initial="now"
    )
    reasons = forms.CharField(
        label=_("The reasons"),
        help_text=_(
            "They go to the person who appealed, and stand in the public register. Without names."
        ),
        widget=forms.Textarea({"rows": 6}),
    )

    def decision(self) -> dict[str, Any]:
        """What was decided, as the domain takes it."""
        days = self.cleaned_data["ends_at"] or "now"
        ends_at = None if days == "now" else clock.now() + timedelta(days=int(days))
        return {
            "outcome": self.cleaned_data["outcome"],
            "reasons": self.cleaned_data["reasons"],
            "ends_at": ends_at,
        }
