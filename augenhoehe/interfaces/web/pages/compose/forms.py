"""What somebody types into a composer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from augenhoehe.foundation.text import tidy
from augenhoehe.interfaces.web.pages.compose.speaking import IN_SERVICE, PRIVATELY

LONGEST = 20_000  # of what is kept while somebody writes; how long a post may be, posts say
LANGUAGES = [("", _("Recognise by itself")), ("de", "Deutsch"), ("en", "English")]


class TypedText(forms.CharField):
    """Words as they were typed, without what nobody types on purpose."""

    def to_python(self, value: Any) -> str:
        return tidy(super().to_python(value) or "")


class WritingForm(forms.Form):
    """The words, who says them, and for whom. Pictures lie on the shelf beside it."""

    text = TypedText(label=_("Text"), required=False, strip=False, max_length=LONGEST)
    warning = TypedText(label=_("Warning before the text"), required=False, max_length=300)
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=LANGUAGES,
        error_messages={"invalid_choice": _("Please choose a language of the list.")},
    )
    later = forms.DateTimeField(
        required=False,
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        error_messages={"invalid": _("Please choose a day and a time.")},
    )
    speak_as = forms.ChoiceField(
        label=_("Speak as"),
        required=False,
        error_messages={"invalid_choice": _("You do not write for this voice.")},
    )
    audience = forms.ChoiceField(
        label=_("Who can read it"),
        required=False,
        error_messages={"invalid_choice": _("Please choose once more who can read this.")},
    )
    service = forms.ChoiceField(
        label=_("Written"),
        required=False,
        error_messages={
            "invalid_choice": _("You cannot speak like this any more. Please choose once more.")
        },
    )

    def __init__(
        self,
        data: Any = None,
        *,
        speak_as: Sequence[str] = (),
        audience: Sequence[str] = (),
        service: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        language = str(self.initial.get("language") or "")
        known = [*LANGUAGES] if language in dict(LANGUAGES) else [*LANGUAGES, (language, language)]
        self._offer("language", known)  # an app may know more languages than we offer
        self._offer("speak_as", [(value, value) for value in ("", *speak_as)])
        self._offer("audience", [(value, value) for value in audience])
        known_ways = dict.fromkeys((PRIVATELY, IN_SERVICE, *service))
        self._offer("service", [(value, value) for value in known_ways])

    def _offer(self, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
        cast(forms.ChoiceField, self.fields[name]).choices = list(choices)
