"""The forms about hats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account

_AS_TYPED = {"autocapitalize": "none", "spellcheck": "false"}
METHODS = (
    ("rel_me", _("My page there links to my profile here")),
    ("code", _("I publish a post there with a code")),
)
KINDS = (
    ("mail_domain", _("a confirmed mail address at a domain")),
    ("group", _("a group of the directory")),
)


class LinkForm(forms.Form):
    """An account of one's own elsewhere."""

    address = forms.CharField(
        label=_("Address of your page there"),
        max_length=500,
        help_text=_("Such as https://social.example/@name."),
        widget=forms.TextInput({**_AS_TYPED, "inputmode": "url"}),
    )
    method = forms.ChoiceField(
        label=_("How it is proven"), choices=METHODS, initial="rel_me", widget=forms.RadioSelect
    )


class CodeForm(forms.Form):
    """Where the post with the code stands."""

    post = forms.CharField(
        label=_("Address of the post with the code"),
        max_length=500,
        widget=forms.TextInput({**_AS_TYPED, "inputmode": "url"}),
    )


class ClaimForm(forms.Form):
    """The organisation elsewhere that confirms it."""

    domain = forms.CharField(
        label=_("Domain of the organisation"),
        max_length=253,
        help_text=_("Such as example.org. Its server has to publish a signed list that names you."),
        widget=forms.TextInput(_AS_TYPED),
    )


class GrantForm(forms.Form):
    """A colleague who speaks for a voice."""

    voice = forms.ChoiceField(label=_("Voice"))
    person = forms.CharField(
        label=_("Handle of the colleague"),
        max_length=100,
        widget=forms.TextInput({**_AS_TYPED, "list": "colleagues"}),
    )
    words = forms.CharField(
        label=_("What follows “speaks for”"),
        max_length=100,
        required=False,
        help_text=_("The name of the voice, if you leave it empty."),
    )

    def __init__(self, *args: Any, voices: list[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["voice"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - named above
        field.choices = [(one.handle, one.name) for one in voices]


class RuleForm(forms.Form):
    """Who gets a hat without anybody asking."""

    kind = forms.ChoiceField(
        label=_("What confirms it"),
        choices=KINDS,
        initial="mail_domain",
        widget=forms.RadioSelect,
    )
    value = forms.CharField(
        label=_("Domain or group"),
        max_length=253,
        widget=forms.TextInput(_AS_TYPED),
    )
    voice = forms.ChoiceField(label=_("Voice"), required=False)
    words = forms.CharField(
        label=_("What follows “speaks for”"),
        max_length=100,
        required=False,
        help_text=_("The name of the voice, if you leave it empty."),
    )

    def __init__(self, *args: Any, voices: list[Account], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["voice"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - named above
        none = ("", _("of no voice, but of the words below"))
        field.choices = [none, *((one.handle, one.name) for one in voices)]
