"""The forms in which the next version of the codex is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.codex.objections import Objection
from augenhoehe.domain.codex.wording import AUDIENCES, KINDS, PlaybookWording, Wording
from augenhoehe.interfaces.web.templatetags.codex_words import for_whom, kind_word

if TYPE_CHECKING:
    from augenhoehe.domain.codex.models import PlannedClause, PlannedPlaybook

_LISTS = ("good_de", "bad_de", "good_en", "bad_en")


def _line(label: Any, help_text: Any = "", longest: int = 300) -> forms.CharField:
    return forms.CharField(label=label, help_text=help_text, max_length=longest, required=False)


def _text(label: Any, help_text: Any = "", rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=False,
        strip=False,
        widget=forms.Textarea({"rows": rows}),
    )


def _day(label: Any, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={"invalid": _("Please write a day.")},
    )


class ClauseForm(forms.Form):
    """A clause with everything that is said about it."""

    title_de = _line(_("Title in German"), longest=150)
    text_de = _text(_("Text in German"), _("Markdown. No heading of the first level."), rows=8)
    good_de = _text(_("Good examples in German"), _("One on each line."), rows=3)
    bad_de = _text(_("Bad examples in German"), _("One on each line."), rows=3)
    title_en = _line(_("Title in English"), longest=150)
    text_en = _text(_("Text in English"), _("Markdown. No heading of the first level."), rows=8)
    good_en = _text(_("Good examples in English"), _("One on each line."), rows=3)
    bad_en = _text(_("Bad examples in English"), _("One on each line."), rows=3)
    key = forms.CharField(
        label=_("Key"),
        help_text=_("Small letters, digits and dashes. The same in every version."),
        max_length=60,
    )
    kind = forms.ChoiceField(
        label=_("Help or instruction"),
        help_text=_("An instruction binds and is acknowledged by members. Help advises."),
        widget=forms.RadioSelect,
    )
    audience = forms.ChoiceField(label=_("For whom"), widget=forms.RadioSelect)
    can_be_cited = forms.BooleanField(label=_("A measure can cite this clause"), required=False)
    valid_from = _day(_("Holds from"), _("Without a day: from the publication on."))
    approved_by = _line(_("Approved by"), _("For instance the works council."), longest=200)
    approved_on = _day(_("Approved on"))
    approval_reference = _line(
        _("Reference of the approval"), _("Where the approval is written down.")
    )
    legal_basis = _line(_("Legal basis"))
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **how: Any) -> None:
        super().__init__(*args, **how)
        _choices(self, "kind", [(one, kind_word(one)) for one in KINDS])
        _choices(self, "audience", [(one, for_whom(one)) for one in AUDIENCES])

    @property
    def groups(self) -> list[tuple[Any, list[Any]]]:
        """The fields as the page shows them, under headings."""
        parts: list[tuple[Any, tuple[str, ...]]] = [
            (_("German"), ("title_de", "text_de", "good_de", "bad_de")),
            (_("English"), ("title_en", "text_en", "good_en", "bad_en")),
            (_("What it is"), ("key", "kind", "audience", "can_be_cited", "valid_from")),
            (
                _("Who agreed, and on what it rests"),
                ("approved_by", "approved_on", "approval_reference", "legal_basis"),
            ),
        ]
        return [(name, [self[field] for field in names]) for name, names in parts]

    @property
    def wording(self) -> Wording:
        said = {each.name: self.cleaned_data[each.name] for each in fields(Wording)}
        for name in _LISTS:
            said[name] = tuple(one.strip() for one in said[name].splitlines() if one.strip())
        return Wording(**said)

    def object(self, objections: Iterable[Objection]) -> None:
        """Put what stands against it beside its fields."""
        for one in objections:
            self.add_error(one.field if one.field in self.fields else None, one.reason)


def _choices(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices


def initial_of(row: PlannedClause, seen: str) -> dict[str, Any]:
    """What the form begins with for a clause there is."""
    said = {each.name: getattr(row, each.name) for each in fields(Wording)}
    return said | {name: "\n".join(said[name]) for name in _LISTS} | {"seen": seen}


class PlaybookForm(forms.Form):
    """A playbook as it is written."""

    key = forms.CharField(
        label=_("Key"), help_text=_("The same as “id” in the text."), max_length=60
    )
    source = forms.CharField(
        label=_("The decision tree"),
        help_text=_("YAML, as its schema describes it."),
        strip=False,
        widget=forms.Textarea({"rows": 24, "spellcheck": "false"}),
        error_messages={"required": _("Please write the tree.")},
    )
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def wording(self) -> PlaybookWording:
        return PlaybookWording(
            key=self.cleaned_data["key"].strip(), source=self.cleaned_data["source"]
        )


def playbook_initial(row: PlannedPlaybook, seen: str) -> dict[str, Any]:
    return {"key": row.key, "source": row.source, "seen": seen}


class PublishForm(forms.Form):
    """Why this version is published, for everybody who reads it."""

    note_de = _text(_("What changed and why, in German"), rows=3)
    note_en = _text(_("What changed and why, in English"), rows=3)
    seen = forms.CharField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for name in ("note_de", "note_en"):
            if not str(said.get(name, "")).strip():
                self.add_error(name, _("Please say in a sentence what changed, in both languages."))
            elif len(said[name]) > 500:
                self.add_error(name, _("This is too long: at most 500 characters."))
        return said
