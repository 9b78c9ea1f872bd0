"""The form of an announcement."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.notifications.actions import Wanted

_MOMENT = "%Y-%m-%dT%H:%M"


class _Moment(forms.DateTimeField):
    """A day and an hour in the reader's zone, as a browser sends them."""

    def __init__(self, label: object, help_text: object = "") -> None:
        super().__init__(
            label=label,  # type: ignore[arg-type]
            help_text=help_text,  # type: ignore[arg-type]
            required=False,
            input_formats=[_MOMENT, "%Y-%m-%dT%H:%M:%S"],
            widget=forms.DateTimeInput({"type": "datetime-local"}, format=_MOMENT),
            error_messages={"invalid": _("Please write a day and an hour.")},
        )


class AnnouncementForm(forms.Form):
    """What is said, and of when it speaks."""

    text = forms.CharField(
        label=_("What everybody here should know"),
        widget=forms.Textarea({"rows": 6}),
        error_messages={"required": _("Please write something.")},
    )
    starts_at = _Moment(_("It begins"))
    ends_at = _Moment(_("It ends"), _("The announcement is taken down by itself then."))
    all_day = forms.BooleanField(label=_("Only the days matter, not the hours"), required=False)

    @property
    def wanted(self) -> Wanted:
        return Wanted(**self.cleaned_data)
