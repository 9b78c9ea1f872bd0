"""The wordings of a post side by side: what was added and what was taken away, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from augenhoehe.domain.posts.labels import in_one_line, labels_of

if TYPE_CHECKING:
    from augenhoehe.domain.posts.models import Revision

_WORD = re.compile(r"\s+|\w+|[^\w\s]")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?\s]*|[.!?\s]+")
# What comparing all versions of a page may cost. In words made for it the time grows with
# their third power (a minute for 5,000 signs, measured); this much takes two seconds.
_MOST_STEPS = 150_000_000


@dataclass(frozen=True, slots=True)
class Wording:
    """One version, and how its text differs from the one before."""

    revision: Revision
    difference: SafeString
    warning_before: str | None  # None: the warning stayed as it was
    pictures_changed: bool
    poll_removed: bool = False
    labels_before: str | None = None  # in one line; None: they stayed as they were

    @property
    def labels(self) -> str:
        """What readers were told before the text, in one line."""
        return in_one_line(self.revision)

    @property
    def answers(self) -> list[tuple[str, int | None]]:
        """What one could choose, and how often it was, if something else is asked since."""
        poll = self.revision.poll or {}
        titles = poll.get("options", [])
        return list(zip(titles, poll.get("votes") or [None] * len(titles), strict=False))


def compare(revisions: Sequence[Revision]) -> list[Wording]:
    """From the oldest-first revisions to what a page shows, newest first."""
    comparing = Comparing()
    found = []
    before: Revision | None = None
    for revision in revisions:
        found.append(_compared(comparing, before, revision))
        before = revision
    return found[::-1]


def _compared(comparing: Comparing, before: Revision | None, after: Revision) -> Wording:
    if before is None:
        return Wording(after, _lines(escape(after.text)), None, False)
    return Wording(
        revision=after,
        difference=comparing.difference(before.text, after.text),
        warning_before=before.warning if before.warning != after.warning else None,
        pictures_changed=before.pictures != after.pictures,
        poll_removed=before.poll is not None and after.poll is None,
        labels_before=None if labels_of(before) == labels_of(after) else in_one_line(before),
    )


def difference(before: str, after: str) -> SafeString:
    """Two texts alone."""
    return Comparing().difference(before, after)


@dataclass(slots=True)
class Comparing:
    """Compares texts word by word, as long as that takes no more than its time."""

    steps_left: int = _MOST_STEPS

    def difference(self, before: str, after: str) -> SafeString:
        """`after` with additions in <ins> and, where they stood, deletions in <del>."""
        return _lines("".join(self._marked(_WORD.findall(before), _WORD.findall(after))))

    def _marked(self, before: list[str], after: list[str]) -> Iterator[str]:
        begin = _alike(before, after)
        end = _alike(before[begin:][::-1], after[begin:][::-1])
        yield escape("".join(after[:begin]))
        yield from self._changes(before[begin : len(before) - end], after[begin : len(after) - end])
        yield escape("".join(after[len(after) - end :]))

    def _changes(self, before: list[str], after: list[str]) -> Iterator[str]:
        """Word by word; where that takes too long first by sentences, at last as a whole."""
        if self._has_time_for(before, after):
            for kind, was, now in _steps(before, after):
                yield _shown(kind, was, now)
            return
        was_said, now_said = (_SENTENCE.findall("".join(words)) for words in (before, after))
        if not self._has_time_for(was_said, now_said):
            yield _shown("replace", before, after)
            return
        for kind, was, now in _steps(was_said, now_said):
            is_less = len(was) + len(now) < len(was_said) + len(now_said)
            if kind == "replace" and is_less:
                yield from self._marked(_WORD.findall("".join(was)), _WORD.findall("".join(now)))
            else:
                yield _shown(kind, was, now)

    def _has_time_for(self, before: list[str], after: list[str]) -> bool:
        cost = len(before) * len(after) * min(len(before), len(after))
        if cost > self.steps_left:
            return False
        self.steps_left -= cost
        return True


def _alike(one: list[str], other: list[str]) -> int:
    """How many words at the beginning are the same."""
    pairs = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _steps(before: list[str], after: list[str]) -> Iterator[tuple[str, list[str], list[str]]]:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, b_from, b_to, a_from, a_to in matcher.get_opcodes():
        yield kind, before[b_from:b_to], after[a_from:a_to]


def _shown(kind: str, was: list[str], now: list[str]) -> str:
    if kind == "equal":
        return escape("".join(now))
    gone = format_html("<del>{}</del>", "".join(was)) if was else ""
    new = format_html("<ins>{}</ins>", "".join(now)) if now else ""
    return gone + new


def _lines(html: str) -> SafeString:
    return mark_safe(html.replace("\n", "<br>"))  # noqa: S308 - escaped above
