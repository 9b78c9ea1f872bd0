"""The wordings of a post side by side: what was added and what was taken away, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

if TYPE_CHECKING:
    from augenhoehe.domain.posts.models import Revision

_WORD = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Wording:
    """One version, and how its text differs from the one before."""

    revision: Revision
    difference: SafeString
    warning_before: str | None  # None: the warning stayed as it was
    pictures_changed: bool
    poll_removed: bool = False


def compare(revisions: Sequence[Revision]) -> list[Wording]:
    """From the oldest-first revisions to what a page shows, newest first."""
    found = []
    before: Revision | None = None
    for revision in revisions:
        found.append(_compared(before, revision))
        before = revision
    return found[::-1]


def _compared(before: Revision | None, after: Revision) -> Wording:
    if before is None:
        return Wording(after, _lines(escape(after.text)), None, False)
    return Wording(
        revision=after,
        difference=difference(before.text, after.text),
        warning_before=before.warning if before.warning != after.warning else None,
        pictures_changed=before.pictures != after.pictures,
        poll_removed=before.poll is not None and after.poll is None,
    )


def difference(before: str, after: str) -> SafeString:
    """`after` with additions in <ins> and, where they stood, deletions in <del>."""
    return _lines("".join(_marked(_WORD.findall(before), _WORD.findall(after))))


def _marked(before: list[str], after: list[str]) -> Iterator[str]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, b_from, b_to, a_from, a_to in matcher.get_opcodes():
        if kind == "equal":
            yield escape("".join(after[a_from:a_to]))
            continue
        if b_to > b_from:
            yield format_html("<del>{}</del>", "".join(before[b_from:b_to]))
        if a_to > a_from:
            yield format_html("<ins>{}</ins>", "".join(after[a_from:a_to]))


def _lines(html: str) -> SafeString:
    return mark_safe(html.replace("\n", "<br>"))  # noqa: S308 - escaped above
