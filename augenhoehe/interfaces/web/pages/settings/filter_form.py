"""The form of a filter: its name, what happens and where, for how long, and its words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.posts.actions import Word, change_filter, create_filter
from augenhoehe.domain.posts.labels import choices, kinds_named, names_of
from augenhoehe.foundation import clock
from augenhoehe.foundation.verdicts import Invalid

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account
    from augenhoehe.domain.posts.models import Filter

_BLANK_LINES = 4
_MOST_LINES = 410  # as many as a filter may have words, and some
_AS_IT_IS = "keep"
_CONTEXTS = (
    ("home", _("Home and lists")),
    ("notifications", _("Notices")),
    ("public", _("All posts, spaces and hashtags")),
    ("thread", _("Conversations")),
    ("account", _("Profiles")),
)
_ACTIONS = (
    ("warn", _("Hide them behind the name of the filter; one click shows them")),
    ("hide", _("Leave them out; in a conversation, hide them behind the name")),
    ("blur", _("Show them, with blurred pictures")),
)
_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_TIMES = (
    ("ever", _("Until I remove it")),
    ("day", _("For a day")),
    ("week", _("For a week")),
    ("month", _("For a month")),
    ("year", _("For a year")),
)


class WordFields(NamedTuple):
    """The fields of one line: the word, and whether it has to stand alone."""

    word: forms.BoundField
    whole: forms.BoundField
    number: forms.BoundField


class FilterForm(forms.Form):
    """What somebody does not want to read."""

    title = forms.CharField(
        label=_("Name of the filter"),
        max_length=256,
        help_text=_("Stands in place of the posts. Nobody but you sees it."),
    )
    labels = forms.MultipleChoiceField(
        label=_("Posts that are labelled"),
        required=False,
        choices=choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Whatever they say; as far as who wrote them labelled them."),
    )
    contexts = forms.MultipleChoiceField(
        label=_("Where it applies"),
        choices=_CONTEXTS,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Please choose where it applies.")},
    )
    action = forms.ChoiceField(
        label=_("What happens to these posts"), choices=_ACTIONS, widget=forms.RadioSelect
    )
    lasts = forms.ChoiceField(label=_("How long"), choices=_TIMES)

    def __init__(self, *args: Any, chosen: Filter | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": _present(chosen)} | kwargs)
        self.chosen = chosen
        if chosen is not None and chosen.ends_at is not None:
            lasts: Any = self.fields["lasts"]
            lasts.choices = [(_AS_IT_IS, _("As long as it was set before")), *_TIMES]
        self.count = self._count()
        for number in range(self.count):
            self.fields[f"word_{number}"] = forms.CharField(
                label=_("Word or words"), max_length=512, required=False
            )
            self.fields[f"whole_{number}"] = forms.BooleanField(
                label=_("Only as a whole word"), required=False
            )
            self.fields[f"number_{number}"] = forms.IntegerField(
                required=False, widget=forms.HiddenInput
            )

    def _count(self) -> int:
        """As many as there are words and some; as many as were sent, where something was."""
        if self.is_bound:
            sent = sum(1 for name in self.data if str(name).startswith("word_"))
            return min(sent, _MOST_LINES)
        present = self.chosen.keywords.count() if self.chosen is not None else 0
        return present + _BLANK_LINES

    def lines(self) -> Iterator[WordFields]:
        """The words as fields, for the template."""
        for number in range(self.count):
            yield WordFields(
                self[f"word_{number}"], self[f"whole_{number}"], self[f"number_{number}"]
            )

    def words(self) -> tuple[list[Word], list[int]]:
        """What is to be looked for, and the ids of the words that were emptied."""
        data = self.cleaned_data
        mine = {word.id for word in self.chosen.keywords.all()} if self.chosen else set()
        words: list[Word] = []
        gone: list[int] = []
        for number in range(self.count):
            text, known = data[f"word_{number}"], data[f"number_{number}"]
            known = known if known in mine else None
            if text:
                words.append(Word(text, data[f"whole_{number}"], known))
            elif known is not None:
                gone.append(known)
        return words, gone


def apply_filter(form: FilterForm, *, by: Account) -> bool:
    """Save what the form says; what cannot be used is said beside its field."""
    words, gone = form.words()
    data = form.cleaned_data
    said: dict[str, Any] = {
        "title": data["title"],
        "contexts": data["contexts"],
        "action": data["action"],
        "ends_at": _until(data["lasts"], form.chosen),
        "words": words,
        "labels": kinds_named(data["labels"]),
    }
    try:
        if form.chosen is None:
            create_filter(by=by, **said)
        else:
            change_filter(form.chosen, by=by, without=gone, **said)
    except Invalid as fault:
        form.add_error(fault.field if fault.field in form.fields else None, str(fault))
        return False
    return True


def _until(lasts: str, chosen: Filter | None) -> datetime | None:
    if lasts == _AS_IT_IS and chosen is not None:
        return chosen.ends_at
    return clock.now() + timedelta(days=_DAYS[lasts]) if lasts in _DAYS else None


def _present(chosen: Filter | None) -> dict[str, Any]:
    if chosen is None:
        whole = {f"whole_{line}": True for line in range(_BLANK_LINES)}
        return {"contexts": ["home", "public"], "action": "warn"} | whole
    known: dict[str, Any] = {
        "title": chosen.title,
        "contexts": chosen.contexts,
        "action": chosen.action,
        "labels": names_of(chosen.labels),
        "lasts": _AS_IT_IS if chosen.ends_at else "ever",
    }
    words = sorted(chosen.keywords.all(), key=lambda word: word.id)
    for at, word in enumerate(words):
        known |= {f"word_{at}": word.keyword, f"whole_{at}": word.whole_word}
        known[f"number_{at}"] = word.id
    known |= {f"whole_{len(words) + extra}": True for extra in range(_BLANK_LINES)}
    return known
