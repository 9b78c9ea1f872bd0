"""The forms of a case: one for each thing that can be done with it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class StatementForm(forms.Form):
    """A sentence that goes with a step, and may be left out."""

    text = forms.CharField(
        label=_("Anything you want to add"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )


class NeededForm(StatementForm):
    """A sentence without which the step cannot be taken."""

    def __init__(self, *args: Any, label: Any = "", help_text: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["text"]
        field.required = True
        field.label, field.help_text = label, help_text
        field.error_messages["required"] = _("Please say it in a sentence of your own.")


class LookAfterForm(NeededForm):
    """The first sign that somebody has read it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(
            *args,
            label=_("A first sentence to the critic"),
            help_text=_("In your own words: what happens next, and by when."),
            **kwargs,
        )


class RemedyForm(NeededForm):
    """What was done."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(
            *args,
            label=_("What was done"),
            help_text=_("Whether that resolves it, only the critic can say."),
            **kwargs,
        )


class ContestForm(NeededForm):
    """Why the organisation disagrees."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(
            *args,
            label=_("What is not so, and where that can be read"),
            help_text=_(
                "With the address of a source. It stands beside what the critic said, and closes "
                "nothing: the case stays disputed until the critic or a new fact moves it."
            ),
            **kwargs,
        )


class DisputeForm(NeededForm):
    """Why an answer is none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(
            *args,
            label=_("What was not answered"),
            help_text=_("Somebody else of the organisation is to answer next."),
            **kwargs,
        )


class NewCaseForm(forms.Form):
    """Of whom a post is criticism, and what would help."""

    voice = forms.ChoiceField(
        label=_("This is criticism of"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose whom it is about.")},
    )
    wanted = forms.CharField(
        label=_("What would help?"),
        help_text=_("It stands on the page of the case, so that nobody has to guess."),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, *args: Any, voices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["voice"]
        if isinstance(field, forms.ChoiceField):
            field.choices = voices
