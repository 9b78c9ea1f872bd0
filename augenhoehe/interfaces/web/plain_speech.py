"""Hints on plain speech as margin notes: made for one page, shown to its writer, kept nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.conf import settings
from django.http import HttpRequest

from augenhoehe.interfaces.web.muted_rules import muted_by
from augenhoehe.interfaces.web.plain_words import Figure, Part, figures_of, parts_of, why_not_judged
from augenhoehe.plainspeech import Finding, Judgement, look_at
from augenhoehe.plainspeech.usual import usual_rules

_MOST = 25  # notes beside one text; how many more there are is said


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text, and the numbers of the notes that mean it; `ends` carry a number."""

    words: str
    numbers: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """What stands in the margin beside one passage; `again` where its rule has spoken before."""

    number: int
    passage: str
    finding: Finding
    again: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One paragraph and the notes beside it."""

    pieces: Sequence[Piece]
    notes: Sequence[Note]


@dataclass(frozen=True, slots=True)
class Hints:
    """Everything `components/plain_speech.html` shows."""

    judgement: Judgement
    rows: Sequence[Row] = ()
    count: int = 0
    muted: Sequence[str] = ()

    @property
    def language(self) -> str:
        return self.judgement.language

    @property
    def left_over(self) -> int:
        """How many more passages there are than notes."""
        return max(0, self.count - _MOST)

    @property
    def why_not(self) -> str:
        return why_not_judged(self.judgement)

    @property
    def score(self) -> int | None:
        """From 0 to 100; None where there is none."""
        return None if self.judgement.score is None else round(100 * self.judgement.score)

    @property
    def parts(self) -> list[Part]:
        return parts_of(self.judgement)

    @property
    def figures(self) -> list[Figure]:
        return figures_of(self.judgement)


def hints_on(request: HttpRequest, text: str, *, language: str = "", answering: str = "") -> Hints:
    """Hints on a text, without those of the rules that its writer has muted."""
    rules = usual_rules(settings.PLAIN_RULES)
    muted = muted_by(request, rules)
    text = text.replace("\r\n", "\n").rstrip()
    judgement = look_at(
        text, language=language, rules=rules, answering=answering, products=settings.PRODUCTS
    )
    found = _outermost([one for one in judgement.findings if one.rule not in muted])
    return Hints(judgement, list(_rows(text, _notes(text, found[:_MOST]))), len(found), muted)


def _outermost(found: Sequence[Finding]) -> list[Finding]:
    """Without those inside a longer passage of another rule: one note for "setzt Maßstäbe"."""
    kept: list[Finding] = []
    reached = -1
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if one.end > reached or (kept and _place(kept[-1]) == _place(one)):
            kept.append(one)
            reached = max(reached, one.end)
    return kept


def _place(finding: Finding) -> tuple[int, int]:
    return finding.start, finding.end


def _notes(text: str, found: Sequence[Finding]) -> list[Note]:
    """Numbered; what a rule advises is said once."""
    spoken: set[str] = set()
    notes = []
    for number, one in enumerate(found, start=1):
        is_same = one.rule + one.suggestion in spoken
        notes.append(Note(number, text[one.start : one.end], one, again=is_same))
        spoken.add(one.rule + one.suggestion)
    return notes


def _rows(text: str, notes: Sequence[Note]) -> Iterator[Row]:
    """The paragraphs somebody is told something about, in their order."""
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        here = [note for note in notes if start <= note.finding.start <= end]
        if here:
            # A passage may reach into the next paragraph: it is shown up to its end.
            last = max(end, *(note.finding.end for note in here))
            yield Row(list(pieces(text, start, last, here)), here)
        start = end + 1


def pieces(text: str, start: int, end: int, notes: Sequence[Note]) -> Iterator[Piece]:
    """The paragraph cut where a passage begins or ends; passages may overlap."""
    for left, right in _between(start, end, notes):
        covering = tuple(
            note.number
            for note in notes
            if note.finding.start <= left and right <= note.finding.end
        )
        ends = tuple(note.number for note in notes if note.finding.end == right)
        yield Piece(text[left:right], covering, ends)


def _between(start: int, end: int, notes: Iterable[Note]) -> Iterator[tuple[int, int]]:
    cuts = {start, end}
    for note in notes:
        cuts |= {note.finding.start, note.finding.end}
    ordered = sorted(cuts)
    yield from pairwise(ordered)
