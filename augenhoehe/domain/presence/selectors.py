"""What can be asked of the mirror: everything at once, for everybody alike."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max

from augenhoehe.domain.criticism.models import CaseEvent
from augenhoehe.domain.moderation.models import Appeal, RegisterEntry
from augenhoehe.domain.presence.cases import Row, opened_within, public_rows
from augenhoehe.domain.presence.figures import CaseFigures, figures_of
from augenhoehe.domain.presence.interventions import (
    Appeals,
    Entries,
    appeals,
    entries_by_kind,
    persons_answering,
)
from augenhoehe.foundation import clock

WINDOW = 90  # days
LONGEST_KEPT = 60.0  # seconds
# Counting may take a fiftieth of the time of the machine, however many cases there are.
_REST = 50


@dataclass(frozen=True, slots=True)
class Period:
    """All figures of the last so many days, or since the beginning."""

    days: int | None
    since: datetime | None
    cases: CaseFigures
    entries: Sequence[Entries]
    appeals: Appeals
    persons_answering: float | None


@dataclass(frozen=True, slots=True)
class Mirror:
    """What the page shows, as of a moment."""

    at: datetime
    recent: Period
    ever: Period


@dataclass(frozen=True, slots=True)
class _Kept:
    mirror: Mirror
    last: tuple[int | None, ...]
    counted_at: float
    took: float


_lock = threading.Lock()
_kept: _Kept | None = None


def mirror() -> Mirror:
    """The figures, at most a minute old; sooner if something happened and counting is quick."""
    global _kept
    if clock.is_pretended():
        return _counted()
    known = _kept
    if known is not None and _is_fresh(known):
        return known.mirror
    if not _lock.acquire(blocking=known is None) and known is not None:
        return known.mirror  # somebody else is counting just now
    try:
        if _kept is None or _kept is known:
            _kept = _counted_and_timed()
        return _kept.mirror
    finally:
        _lock.release()


def _counted_and_timed() -> _Kept:
    last, begun = _last(), time.monotonic()
    found = _counted()
    ended = time.monotonic()
    return _Kept(found, last, ended, ended - begun)


def forget() -> None:
    """Count anew at the next question; for tests, whose tables come and go."""
    global _kept
    _kept = None


def _is_fresh(kept: _Kept) -> bool:
    age = time.monotonic() - kept.counted_at
    if age < _REST * kept.took:
        return True
    return age < LONGEST_KEPT and kept.last == _last()


def _last() -> tuple[int | None, ...]:
    """The last of everything that moves a figure."""
    return (
        CaseEvent.objects.aggregate(last=Max("id"))["last"],
        RegisterEntry.objects.aggregate(last=Max("seq"))["last"],
        Appeal.objects.aggregate(last=Max("id"))["last"],
    )


def _counted() -> Mirror:
    now = clock.now()
    rows = public_rows(now)
    recent = _period(opened_within(rows, WINDOW), WINDOW, now - timedelta(days=WINDOW))
    return Mirror(now, recent, _period(rows, None, None))


def _period(rows: Sequence[Row], days: int | None, since: datetime | None) -> Period:
    return Period(
        days=days,
        since=since,
        cases=figures_of(rows),
        entries=entries_by_kind(since),
        appeals=appeals(since),
        persons_answering=persons_answering(since),
    )
