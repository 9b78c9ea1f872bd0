"""The form of a profile, of oneself or of a voice, and applying it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.people.actions import Upload, update_profile
from augenhoehe.foundation.images import BadImage
from augenhoehe.foundation.verdicts import Invalid
from augenhoehe.interfaces.web.uploads import on_disk

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account

LINES = 8
_WHY_NOT: dict[str, Any] = {
    "empty": _("This file is empty."),
    "too_large": _("This picture is larger than 16 MB."),
    "too_many_pixels": _("This picture has more pixels than this server can take."),
    "broken": _("This picture is damaged."),
    "timeout": _("This picture took too long to read."),
    "unsupported": _("Please take JPEG, PNG, WebP, GIF, AVIF or HEIC."),
    "not_an_image": _("This is not a picture."),
}
_FOR_PERSONS = ("title", "interest", "approves_followers")
_WORDS = ("name", "title", "interest", "about", "portrait_alt", "header_alt")
_SWITCHES = ("approves_followers", "discoverable", "indexable", "hides_relations", "is_automated")


class LineFields(NamedTuple):
    """The two fields of one line of a profile."""

    name: forms.BoundField
    value: forms.BoundField


def _picture(label: Any, help_text: Any = "") -> forms.FileField:
    widget = forms.FileInput({"accept": "image/*"})
    return forms.FileField(label=label, help_text=help_text, required=False, widget=widget)


def _switch(label: Any, help_text: Any = "") -> forms.BooleanField:
    return forms.BooleanField(label=label, help_text=help_text, required=False)


class ProfileForm(forms.Form):
    """What others see of an account."""

    name = forms.CharField(label=_("Name"), max_length=100)
    title = forms.CharField(
        label=_("Title or position"),
        max_length=100,
        required=False,
        help_text=_(
            "Stands in your profile only. It counts for nothing and never appears in a thread."
        ),
    )
    interest = forms.CharField(
        label=_("What is at stake for you"),
        max_length=200,
        required=False,
        help_text=_(
            "Such as: I sell bicycles, or: I was a customer until 2021. Stands in your profile, "
            "also on other servers. Nobody asks for it."
        ),
    )
    about = forms.CharField(
        label=_("About"),
        max_length=1000,
        required=False,
        widget=forms.Textarea({"rows": 5}),
    )
    portrait = _picture(_("Portrait"), _("A photograph is cut to a square around its middle."))
    portrait_alt = forms.CharField(
        label=_("What the portrait shows"),
        max_length=300,
        required=False,
        help_text=_("For people who do not see it."),
    )
    header = _picture(_("Picture above the profile"), _("Wide; it is decoration."))
    header_alt = forms.CharField(
        label=_("What the picture above shows"),
        max_length=300,
        required=False,
        help_text=_("Leave it empty if the picture is only decoration."),
    )
    approves_followers = _switch(_("I decide who may follow me"))
    discoverable = _switch(_("The profile may be found by searching"))
    indexable = _switch(_("My public posts may be found by their words"))
    hides_relations = _switch(_("Nobody else sees whom I follow and who follows me"))
    is_automated = _switch(
        _("A program writes here"), _("Says so in the profile; people ought to know.")
    )
    attribution_domains = forms.CharField(
        label=_("Sites that may name this account as an author"),
        max_length=3000,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("One name of a server per line, such as magazine.example; at most ten."),
    )

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": _present(account)} | kwargs)
        self.account = account
        for number in range(1, LINES + 1):
            self.fields[f"line_{number}_name"] = _line_field(_("Line %(n)d: name"), number, 100)
            self.fields[f"line_{number}_value"] = _line_field(
                _("Line %(n)d: text or link"), number, 300
            )
        if account.is_voice:
            for name in _FOR_PERSONS:
                del self.fields[name]

    def lines(self) -> Iterator[LineFields]:
        """The lines as pairs of fields, for the template."""
        for number in range(1, LINES + 1):
            yield LineFields(self[f"line_{number}_name"], self[f"line_{number}_value"])

    def switches(self) -> list[forms.BoundField]:
        """What is on or off, for the template."""
        return [self[name] for name in _SWITCHES if name in self.fields]

    def values(self) -> dict[str, Any]:
        """What is no picture and no line."""
        apart = ("portrait", "header")
        values = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in apart and not name.startswith("line_")
        }
        return values | {"attribution_domains": values["attribution_domains"].split()}

    def typed_lines(self) -> list[tuple[str, str]]:
        data = self.cleaned_data
        return [
            (data[f"line_{number}_name"], data[f"line_{number}_value"])
            for number in range(1, LINES + 1)
        ]


def _line_field(label: Any, number: int, most: int) -> forms.CharField:
    return forms.CharField(label=label % {"n": number}, max_length=most, required=False)


def _present(account: Account) -> dict[str, Any]:
    present = {name: getattr(account, name) for name in (*_WORDS, *_SWITCHES)}
    present["attribution_domains"] = "\n".join(account.attribution_domains)
    for number, line in enumerate(account.fields.all(), start=1):
        present |= {f"line_{number}_name": line.name, f"line_{number}_value": line.value}
    return present


def apply_profile(form: ProfileForm, *, by: Account) -> bool:
    """Save words and pictures, each by itself: a bad picture takes nothing with it."""
    try:
        update_profile(form.account, by=by, values=form.values(), fields=form.typed_lines())
    except Invalid as refusal:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(field, str(refusal))
        return False
    return all([_apply_picture(form, name, by) for name in ("portrait", "header")])


def _apply_picture(form: ProfileForm, name: str, by: Account) -> bool:
    file = form.cleaned_data.get(name)
    if not file:
        return True
    words = form.cleaned_data[f"{name}_alt"]
    try:
        with on_disk(file) as path:
            picture = {name: Upload(path, words)}
            update_profile(form.account, by=by, values={}, **picture)  # type: ignore[arg-type]
    except BadImage as refusal:
        form.add_error(name, _WHY_NOT.get(refusal.code, _WHY_NOT["broken"]))
        return False
    return True
