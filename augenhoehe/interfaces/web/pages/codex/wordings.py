"""Two versions of the codex side by side: what is new, dropped or worded anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils import formats
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from augenhoehe.interfaces.web.pages.post.wordings import Comparing
from augenhoehe.interfaces.web.templatetags.codex_words import for_whom, kind_word

if TYPE_CHECKING:
    from augenhoehe.domain.codex.difference import AnyClause, Change

_ABOUT = (
    *("kind", "audience", "can_be_cited", "valid_from"),
    *("approved_by", "approved_on", "approval_reference", "legal_basis"),
)


@dataclass(frozen=True, slots=True)
class InLanguage:
    """The differences of one clause in one language."""

    language: str
    name: str
    title: SafeString
    text: SafeString
    good: SafeString
    bad: SafeString


@dataclass(frozen=True, slots=True)
class Reworded:
    """A clause that stands on both sides and is not the same."""

    clause: AnyClause
    before: AnyClause
    title: SafeString
    languages: Sequence[InLanguage]  # in which its words differ, the reader's first
    about: Sequence[tuple[str, str, str]]  # what is said about it: its name, before, after


@dataclass(frozen=True, slots=True)
class Compared:
    """What a page shows of the difference between two versions."""

    new: Sequence[AnyClause]
    dropped: Sequence[AnyClause]
    reworded: Sequence[Reworded]
    same: Sequence[AnyClause]

    @property
    def is_nothing(self) -> bool:
        return not (self.new or self.dropped or self.reworded)


def compared(changes: Iterable[Change]) -> Compared:
    """In the order of the newer side; what takes too long word by word is told by sentences."""
    changes, comparing = list(changes), Comparing()
    both = [(c.before, c.after, c) for c in changes if c.before and c.after and not c.is_same]
    return Compared(
        new=[c.after for c in changes if c.after and c.is_new],
        dropped=[c.before for c in changes if c.before and c.is_dropped],
        reworded=[reworded(before, after, c, comparing) for before, after, c in both],
        same=[c.after for c in changes if c.after and c.is_same],
    )


def reworded(
    before: AnyClause, after: AnyClause, change: Change, comparing: Comparing | None = None
) -> Reworded:
    """One clause before and after."""
    comparing, differs = comparing or Comparing(), change.what_differs
    parts = ("title", "text", "good", "bad")
    touched = [
        code for code in _readers_first() if any(f"{part}_{code}" in differs for part in parts)
    ]
    language = after.shown_language
    titles = (getattr(side, f"title_{language}") for side in (before, after))
    return Reworded(
        clause=after,
        before=before,
        title=_marked(comparing, *titles),
        languages=[_in_language(comparing, before, after, code) for code in touched],
        about=[
            (_names()[name], _said(name, before), _said(name, after))
            for name in _ABOUT
            if name in differs
        ],
    )


def _in_language(
    comparing: Comparing, before: AnyClause, after: AnyClause, language: str
) -> InLanguage:
    def difference(part: str) -> SafeString:
        was, now = (getattr(side, f"{part}_{language}") for side in (before, after))
        if isinstance(was, list):
            was, now = "\n".join(was), "\n".join(now)
        return _marked(comparing, was, now) if part in ("title", "text") or was != now else _NONE

    names = {"de": _("German"), "en": _("English")}
    parts = {part: difference(part) for part in ("title", "text", "good", "bad")}
    return InLanguage(language, names[language], **parts)


_NONE = SafeString("")


def _marked(comparing: Comparing, was: str, now: str) -> SafeString:
    """With words that only a screen reader says, where something was added or taken away."""
    html = str(comparing.difference(was, now))
    return mark_safe(html.replace("<ins>", _opening("ins")).replace("<del>", _opening("del")))  # noqa: S308


def _opening(tag: str) -> str:
    words = _("added:") if tag == "ins" else _("taken away:")
    return f'<{tag}><span class="visually-hidden">{escape(words)} </span>'


def _readers_first() -> tuple[str, str]:
    return ("de", "en") if (get_language() or "").startswith("de") else ("en", "de")


def _names() -> dict[str, str]:
    return {
        "kind": _("Kind"),
        "audience": _("For whom"),
        "can_be_cited": _("A measure can cite it"),
        "valid_from": _("Holds from"),
        "approved_by": _("Approved by"),
        "approved_on": _("Approved on"),
        "approval_reference": _("Reference of the approval"),
        "legal_basis": _("Legal basis"),
    }


def _said(name: str, clause: AnyClause) -> str:
    value: Any = getattr(clause, name)
    if name == "kind":
        return kind_word(value)
    if name == "audience":
        return for_whom(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if not value:
        return "–"
    return str(value) if isinstance(value, str) else formats.date_format(value, "DATE_FORMAT")
