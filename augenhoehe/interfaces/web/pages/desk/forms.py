"""The forms of the desk: one for each thing the team does with a case."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.criticism.actions.notes import MAX_NOTE


class HandOverForm(forms.Form):
    """To whom, and a sentence everybody can read."""

    to = forms.ChoiceField(label=_("To whom"), error_messages={"required": _("Please choose.")})
    text = forms.CharField(
        label=_("A sentence about it"),
        help_text=_("Everybody can read it on the page of the case."),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *args: Any, colleagues: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", _("Please choose")), *colleagues]


class TopicForm(forms.Form):
    """What a case is about."""

    topic = forms.CharField(
        label=_("Topic"),
        help_text=_("A word or two; everybody can read it."),
        required=False,
        max_length=60,
        widget=forms.TextInput({"list": "topics", "autocomplete": "off"}),
    )


class NoteForm(forms.Form):
    """Something private."""

    text = forms.CharField(
        label=_("A new note"),
        help_text=_("For personal data, such as an order number. It can be erased for good."),
        max_length=MAX_NOTE,
        widget=forms.Textarea({"rows": 3}),
    )


class DraftForm(forms.Form):
    """The answer the team writes together, and from which wording this one was made."""

    text = forms.CharField(
        label=_("The wording so far"),
        help_text=_("Everybody at the desk sees it and can go on with it. Nobody else does."),
        required=False,
        widget=forms.Textarea({"rows": 6}),
    )
    seen = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)


class LinkForm(forms.Form):
    """Another case that is about the same."""

    other = forms.CharField(
        label=_("Number or address of the other case"),
        max_length=200,
        error_messages={"required": _("Please say which case.")},
    )


class TakeForm(forms.Form):
    """Looking after a case; a sentence is needed if it is the first sign."""

    text = forms.CharField(
        label=_("A first sentence to the critic"),
        help_text=_("In your own words: what happens next, and by when."),
        required=False,
        max_length=2000,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": _("Please say it in a sentence of your own.")},
    )


class BlockForm(forms.Form):
    """A text block."""

    name = forms.CharField(label=_("Name"), max_length=80)
    text = forms.CharField(label=_("Text"), max_length=4000, widget=forms.Textarea({"rows": 5}))


class WebhookForm(forms.Form):
    """An address to be told of steps of public cases."""

    url = forms.CharField(
        label=_("Address"),
        max_length=500,
        widget=forms.URLInput({"placeholder": "https://", "autocomplete": "off"}),
    )
