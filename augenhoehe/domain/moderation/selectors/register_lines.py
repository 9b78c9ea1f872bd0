"""Entries of the public register as pages show them, with what became of each.

Everybody may read all of it, so no reader is asked for.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import DatabaseError
from django.db.models import Q

from augenhoehe.domain.moderation.models import Appeal, RegisterEntry, RegisterText
from augenhoehe.domain.moderation.register.export import surviving
from augenhoehe.domain.moderation.terms import Event, Outcome
from augenhoehe.foundation import clock


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as the ledger shows it; `record` is what is `written`, empty if damaged."""

    seq: int
    uid: str
    hash: str
    at: datetime
    event: str
    kind: str
    written: str
    record: dict[str, Any]
    ended_at: datetime | None = None
    is_taken_back: bool = False  # it ended because it was wrong
    outcomes: tuple[str, ...] = ()
    is_appealed: bool = False

    @property
    def ends(self) -> datetime | None:
        """The end that was fixed, or the one that came before it."""
        return self.ended_at or _moment(self.record.get("ends"))

    @property
    def starts(self) -> datetime:
        return _moment(self.record.get("starts")) or self.at

    @property
    def appeal_until(self) -> date | None:
        """The last day on which an appeal is possible, if that is still to come."""
        last = _moment(self.record.get("appeal_until"))
        return last.date() if last and last.date() >= clock.now().date() else None


@dataclass(frozen=True, slots=True)
class Words:
    """A text beside an entry: its fields, or why it is not there."""

    part: str
    fields: dict[str, str | int] = field(default_factory=dict)
    sealed_until: datetime | None = None
    is_erased: bool = False


@dataclass(frozen=True, slots=True)
class Whole:
    """One entry with its words, what was written about it later, and what it is about."""

    line: Line
    words: tuple[Words, ...]
    later: tuple[Line, ...]
    about: Line | None


def lines_of(numbers: Collection[int]) -> list[Line]:
    """These entries as lines of the ledger, the newest first."""
    entries = _readable(numbers)
    uids = [entry.uid for entry in entries if entry.event == Event.INTERVENTION]
    later = _later(uids)
    waiting = _waiting(uids)
    return [_line(entry, later.get(entry.uid, []), entry.uid in waiting) for entry in entries]


def _readable(numbers: Collection[int]) -> list[RegisterEntry]:
    """Without those that somebody damaged so much that they are no text any more."""
    try:
        with surviving():
            return list(RegisterEntry.objects.filter(seq__in=numbers).order_by("-seq"))
    except (DatabaseError, UnicodeDecodeError):
        if len(numbers) < 2:
            return []
        return [entry for number in numbers for entry in _readable([number])]


def _later(uids: Collection[str]) -> dict[str, list[RegisterEntry]]:
    """What was written about entries afterwards, in order."""
    later: dict[str, list[RegisterEntry]] = {}
    if uids:
        for entry in RegisterEntry.objects.filter(about__in=uids).exclude(about="").order_by("seq"):
            later.setdefault(entry.about, []).append(entry)
    return later


def _waiting(uids: Collection[str]) -> set[str]:
    """Which entries somebody has appealed against without an answer yet."""
    if not uids:
        return set()
    # Objections by mail count once their address is confirmed.
    found = Appeal.objects.filter(
        intervention__uid__in=uids, outcome="", confirmed_at__isnull=False
    )
    return set(found.values_list("intervention__uid", flat=True))


def _line(entry: RegisterEntry, later: Sequence[RegisterEntry] = (), waits: bool = False) -> Line:
    ended_at, is_taken_back = _end(entry, later)
    decided = [_record(each) for each in later if each.event == Event.APPEAL_DECIDED]
    return Line(
        seq=entry.seq,
        uid=entry.uid,
        hash=entry.hash,
        at=entry.at,
        event=entry.event,
        kind=entry.kind,
        written=entry.record,
        record=_record(entry),
        ended_at=ended_at,
        is_taken_back=is_taken_back,
        outcomes=tuple(str(record.get("outcome", "")) for record in decided),
        is_appealed=waits,
    )


def _end(entry: RegisterEntry, later: Sequence[RegisterEntry]) -> tuple[datetime | None, bool]:
    """When all of it was over, or the earlier end it got, and whether it was taken back.

    One of many who wins an appeal ends nothing for the others.
    """
    many, undone, shortened = _how_many(_record(entry)), 0, None
    for each in later:
        if each.event == Event.ENDED:
            return each.at, False
        record = _record(each)
        if record.get("outcome") == Outcome.OVERTURNED:
            undone += _how_many(record)
            if undone >= many:
                return each.at, True
        elif record.get("outcome") == Outcome.CHANGED and _how_many(record) >= many:
            shortened = _moment(record.get("ends")) or shortened
    return shortened, False


def _how_many(record: dict[str, Any]) -> int:
    count = record.get("count", 1)
    return count if isinstance(count, int) else 1


def _record(entry: RegisterEntry) -> dict[str, Any]:
    return _read(entry.record)


def _read(written: str) -> dict[str, Any]:
    try:
        found = json.loads(written)
    except ValueError:  # somebody damaged it: the page says so and goes on
        return {}
    return found if isinstance(found, dict) else {}


def _moment(written: object) -> datetime | None:
    try:
        return datetime.fromisoformat(written) if isinstance(written, str) else None
    except ValueError:  # damaged
        return None


def entry_by_uid(uid: str) -> Whole | None:
    """One entry with everything around it; None if there never was one."""
    entry = RegisterEntry.objects.filter(uid=uid).first()
    if entry is None:
        return None
    later = _later([entry.uid]).get(entry.uid, [])
    about = RegisterEntry.objects.filter(uid=entry.about).first() if entry.about else None
    line = _line(entry, later, entry.uid in _waiting([entry.uid]))
    return Whole(
        line=line,
        words=tuple(_words(entry.seq, line.record)),
        later=tuple(_line(each) for each in later),
        about=_line(about, _later([about.uid]).get(about.uid, [])) if about else None,
    )


def _words(seq: int, record: dict[str, Any]) -> Iterable[Words]:
    there = {text.part: text for text in RegisterText.objects.filter(seq=seq)}
    for part in sorted(record.get("commitments", {})):
        text = there.get(part)
        if text is None:
            yield Words(part, is_erased=True)
        elif text.sealed_until and text.sealed_until > clock.now():
            yield Words(part, sealed_until=text.sealed_until)
        else:
            yield Words(part, _read(text.fields))


def texts_of(numbers: Collection[int], part: str) -> dict[int, dict[str, Any]]:
    """Texts of several entries that may be read today, by number; for feeds."""
    found = RegisterText.objects.filter(seq__in=numbers, part=part).filter(
        Q(sealed_until=None) | Q(sealed_until__lte=clock.now())
    )
    return {seq: _read(words) for seq, words in found.values_list("seq", "fields")}
