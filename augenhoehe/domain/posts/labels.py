"""Labels: what readers are told before the text of a post. Who writes puts them on; nobody else.

They belong to the wording: putting one on or taking one away is a new version of the post, which
stays readable beside the one before.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.utils.translation import gettext as _

from augenhoehe.domain.posts.models import Label
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid

LONGEST = 100  # characters of the words of a label
EVERY = sum(Label)
# Which say something only with words: by whom, which interest, which agency.
NEEDS_WORDS = (Label.PAID_BY, Label.OWN_INTEREST, Label.PREPARED_BY_AGENCY)
TAKES_WORDS = (*NEEDS_WORDS, Label.PREPARED_WITH_MACHINE)


@dataclass(frozen=True, slots=True)
class Labels:
    """Bits of `Label`, and the words of those that have some, by `name_of` the bit."""

    kinds: int = 0
    words: Mapping[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.kinds)

    @property
    def names(self) -> tuple[str, ...]:
        return names_of(self.kinds)


@dataclass(frozen=True, slots=True)
class SaidLabel:
    """One label of a post: its name in data, its own words, and the line that readers see."""

    name: str
    words: str
    line: str


class Labelled(Protocol):
    """A post, or a version of one."""

    labels: int
    label_words: Any


def name_of(label: Label) -> str:
    """As a label is called in data: "paid_by"."""
    return label.name.lower()


def names_of(kinds: int) -> tuple[str, ...]:
    """The names of these bits, in their order."""
    return tuple(name_of(label) for label in Label if kinds & label)


def kinds_named(names: Collection[str]) -> int:
    """The bits of these names; raises `Invalid` if one is none."""
    known = {name_of(label): int(label) for label in Label}
    chosen = {name for name in names if name}  # a form sends an empty one for none at all
    for name in chosen:
        if name not in known:
            raise Invalid(
                _("There is no label “%(name)s”.") % {"name": name[:50]},
                field="labels",
                code="unknown",
            )
    return sum(known[name] for name in chosen)


def checked_labels(labels: Labels) -> Labels:
    """As they will be kept; raises `Invalid` with the field ("label_paid_by") that is wrong."""
    if labels.kinds < 0 or labels.kinds & ~EVERY:
        raise Invalid(_("There is no such label."), field="labels", code="unknown")
    words: dict[str, str] = {}
    for label in TAKES_WORDS:
        name = name_of(label)
        said = one_line(labels.words.get(name, ""))
        _check(label, said, is_chosen=bool(labels.kinds & label))
        if said:
            words[name] = said
    return Labels(labels.kinds, words)


def one_line(words: str) -> str:
    """Words of a label without what would break its line."""
    return " ".join(tidy(words).split())


def _check(label: Label, said: str, *, is_chosen: bool) -> None:
    at = f"label_{name_of(label)}"
    if said and not is_chosen:
        raise Invalid(
            _("Please tick this label as well, or take its words away."), field=at, code="not_on"
        )
    if is_chosen and label in NEEDS_WORDS and not _is_read(said):
        raise Invalid(_missing(label), field=at, code="empty")
    if len(said) > LONGEST:
        raise Invalid(
            _("At most %(most)d characters, please.") % {"most": LONGEST}, field=at, code="too_long"
        )


def _is_read(words: str) -> bool:
    return any(letter.isalnum() for letter in words)


def _missing(label: Label) -> str:
    if label is Label.PAID_BY:
        return _("Please say who paid for it.")
    if label is Label.OWN_INTEREST:
        return _("Please say which interest.")
    return _("Please say which agency.")


def labels_of(said: Labelled) -> Labels:
    """The labels of a post or a version of it."""
    return Labels(said.labels, dict(said.label_words or {}))


def said_labels(said: Labelled) -> tuple[SaidLabel, ...]:
    """What readers are told before the text, in their language."""
    return lines_of(labels_of(said)) if said.labels else ()


def lines_of(labels: Labels) -> tuple[SaidLabel, ...]:
    """The same of labels that are on no post yet."""
    return tuple(_said(labels))


def in_one_line(said: Labelled) -> str:
    """All labels as one line of plain words: "Advertising · Paid by Lindenrad"; "" without."""
    return " · ".join(one.line for one in said_labels(said))


def with_labels(said: Labelled, words: str) -> str:
    """Words of a post where there is one line for all of it: the labels stand before them."""
    line = in_one_line(said)
    return f"[{line}] {words}".rstrip() if line else words


def _said(labels: Labels) -> Iterator[SaidLabel]:
    for label in Label:
        if labels.kinds & label:
            name = name_of(label)
            words = str(labels.words.get(name, ""))
            yield SaidLabel(name, words, _line(label, words))


def _line(label: Label, words: str) -> str:
    if label is Label.ADVERTISING:
        return _("Advertising")
    if label is Label.PAID_BY:
        return _("Paid by %(words)s") % {"words": words}
    if label is Label.OWN_INTEREST:
        return _("Own interest: %(words)s") % {"words": words}
    if label is Label.PREPARED_BY_AGENCY:
        return _("Prepared by an agency: %(words)s") % {"words": words}
    if words:
        return _("Prepared with a machine: %(words)s") % {"words": words}
    return _("Prepared with a machine")


def shown_name(label: Label) -> str:
    """What a label is called where it is chosen, for a post or for a filter."""
    return {
        Label.ADVERTISING: _("Advertising"),
        Label.PAID_BY: _("Paid by somebody"),
        Label.OWN_INTEREST: _("Own interest"),
        Label.PREPARED_BY_AGENCY: _("Prepared by an agency"),
        Label.PREPARED_WITH_MACHINE: _("Prepared with a machine"),
    }[label]


def question_of(name: str) -> str:
    """What the words of a label say, asked of who puts it on; "" where it has none."""
    questions = {
        Label.PAID_BY: _("By whom"),
        Label.OWN_INTEREST: _("Which interest"),
        Label.PREPARED_BY_AGENCY: _("Which agency"),
        Label.PREPARED_WITH_MACHINE: _("Which machine"),
    }
    return {name_of(label): words for label, words in questions.items()}.get(name, "")


def says_nothing_alone(name: str) -> bool:
    """Whether a label needs words."""
    return name in {name_of(label) for label in NEEDS_WORDS}


def kinds_shown(kinds: int) -> list[str]:
    """What these labels are called where they are chosen."""
    return [shown_name(label) for label in Label if kinds & label]


def choices() -> list[tuple[str, str]]:
    """Each label by its name, in words: for forms."""
    return [(name_of(label), shown_name(label)) for label in Label]


def as_written(labels: Labels | None) -> dict[str, Any] | None:
    """As a document keeps them, of what is to be said later."""
    return {"kinds": labels.kinds, "words": dict(labels.words)} if labels is not None else None


def from_written(kept: Mapping[str, Any] | None) -> Labels | None:
    """The opposite of `as_written`."""
    return Labels(int(kept["kinds"]), dict(kept["words"])) if kept else None


def from_elsewhere(said: Mapping[str, str | bool]) -> Labels:
    """Labels as another server says them, by name: bounded, and harmless in their words.

    Words that say nothing are no label where a label needs words.
    """
    kinds, words = 0, {}
    for label in Label:
        name, value = name_of(label), said.get(name_of(label), "")
        line = one_line(value)[:LONGEST].strip() if isinstance(value, str) else ""
        if (value is True and label not in NEEDS_WORDS) or _is_read(line):
            kinds |= label
            if line and label in TAKES_WORDS:
                words[name] = line
    return Labels(kinds, words)
