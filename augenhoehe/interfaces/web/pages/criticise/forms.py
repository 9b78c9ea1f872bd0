"""The forms by which criticism comes in without being a post here first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.criticism.actions import MAX_EXCERPT

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account


class _AboutVoice(forms.Form):
    """With more than one voice one chooses; with one there is nothing to ask."""

    voice = forms.ChoiceField(
        label=_("Whom is it about?"),
        error_messages={"required": _("Please choose whom it is about.")},
    )

    def __init__(self, *args: Any, voices: Sequence[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.voices = {voice.handle: voice for voice in voices}
        field = self.fields["voice"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(voice.handle, voice.name) for voice in voices]
        if len(voices) == 1:
            del self.fields["voice"]

    @property
    def about(self) -> Account:
        """The voice that was chosen, or the only one."""
        only = next(iter(self.voices))
        return self.voices[self.cleaned_data.get("voice", only)]


def _address_field() -> forms.EmailField:
    return forms.EmailField(
        label=_("Your mail address"),
        help_text=_("Never public. We send one link to confirm it, and then the answers."),
        error_messages={
            "required": _("Without an address nobody could tell you of the answer."),
            "invalid": _("This is no mail address."),
        },
        widget=forms.EmailInput({"autocomplete": "email"}),
    )


class CriticiseForm(_AboutVoice):
    """Criticism by somebody without an account."""

    text = forms.CharField(
        label=_("What is it about?"),
        help_text=_("In your own words. It will be public, with the name you give below."),
        error_messages={"required": _("Please say what it is about.")},
        widget=forms.Textarea({"rows": 6}),
    )
    wanted = forms.CharField(
        label=_("What would help?"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
    )
    name = forms.CharField(
        label=_("The name that stands beside it"),
        help_text=_("Your own, or any by which you want to be called here."),
        max_length=60,
        error_messages={"required": _("Please give a name.")},
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    address = _address_field()

    field_order = ("voice", "text", "wanted", "name", "address")


class EnterForm(_AboutVoice):
    """What somebody told a member of the organisation, who writes it down for them."""

    channel = forms.ChoiceField(
        label=_("How did it reach you?"),
        choices=[
            ("telephone", _("By telephone, or in person")),
            ("letter", _("In a letter")),
            ("mail", _("By mail")),
        ],
        error_messages={"required": _("Please choose how it reached you.")},
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("What did they say?"),
        help_text=_("In their words. It will be public: leave out order numbers and addresses."),
        error_messages={"required": _("Please say what it is about.")},
        widget=forms.Textarea({"rows": 6}),
    )
    wanted = forms.CharField(
        label=_("What would help them?"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
    )
    topic = forms.CharField(label=_("Topic, a word or two"), required=False, max_length=60)
    name = forms.CharField(
        label=_("The name they want to be called by in public"),
        required=False,
        max_length=60,
    )
    address = forms.EmailField(
        label=_("Their mail address"),
        help_text=_(
            "Never public. With it they are told of every step and can call it resolved; "
            "without it nobody can."
        ),
        required=False,
        error_messages={"invalid": _("This is no mail address.")},
    )
    submission = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    field_order = ("voice", "channel", "text", "wanted", "topic", "name", "address")


class BringInForm(_AboutVoice):
    """Criticism that stands elsewhere, and where."""

    source_url = forms.CharField(
        label=_("The address at which it stands"),
        max_length=1000,
        error_messages={"required": _("Please give the address at which it can be read.")},
        widget=forms.URLInput({"placeholder": "https://", "inputmode": "url"}),
    )
    text = forms.CharField(
        label=_("What matters in it, word for word"),
        help_text=_("A short quotation. Leave names out; whoever wants to know follows the link."),
        max_length=MAX_EXCERPT,
        error_messages={"required": _("Please quote what matters.")},
        widget=forms.Textarea({"rows": 5}),
    )

    field_order = ("voice", "source_url", "text", "address")

    def __init__(self, *args: Any, with_address: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if with_address:
            self.fields["address"] = _address_field()


class WantedForm(forms.Form):
    """What would help, when a post becomes a case."""

    wanted = forms.CharField(
        label=_("What would help?"),
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
    )
