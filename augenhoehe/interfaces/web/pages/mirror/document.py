"""The figures as a document: what `/spiegel.json` says, and all that the page shows.

The page is drawn from this document alone, so whoever has it has every number of the page.
Times are minutes, shares between 0 and 1; null stands for too few, or for not reached yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.conf import settings

from augenhoehe.domain.presence.figures import FEWEST, Answering, CaseFigures, Resolving, Share
from augenhoehe.domain.presence.survival import Curve, Incidence, Interval

if TYPE_CHECKING:
    from augenhoehe.domain.presence.interventions import Appeals, Entries
    from augenhoehe.domain.presence.selectors import Mirror, Period

HOUR, DAY = 60, 24 * 60
ANSWERED_BY = (HOUR, 4 * HOUR, DAY, 3 * DAY, 7 * DAY)
CONFIRMED_BY = (7 * DAY, 30 * DAY, 90 * DAY)
_FINEST = 0.001  # of a share: a curve has at most a thousand points
Document = dict[str, Any]


def document_of(mirror: Mirror) -> Document:
    """Everything, for both periods."""
    return {
        "server": settings.BASE_URL,
        "at": mirror.at.isoformat(timespec="seconds"),
        "no_rates_below": FEWEST,
        "periods": [_period(mirror.recent), _period(mirror.ever)],
    }


def _period(period: Period) -> Document:
    figures = period.cases
    return {
        "days": period.days,
        "since": period.since.isoformat(timespec="seconds") if period.since else None,
        "cases": figures.cases,
        "enough": figures.cases >= FEWEST,
        "open": {
            "count": figures.open.count,
            "removed": figures.open.removed,
            "oldest_minutes": figures.open.oldest,
        },
        "first_answer": _answering(figures.answering),
        "channels": _channels(figures),
        "resolved": _resolving(figures.resolving),
        "register": [_entries(entries) for entries in period.entries],
        "appeals": _appeals(period.appeals),
        "persons_answering": _rounded(period.persons_answering, 1),
    }


def _channels(figures: CaseFigures) -> list[Document]:
    """Without the points of each curve: the page has a table of them."""
    shown = []
    for name, answering in figures.by_channel:
        row = _answering(answering)
        del row["curve"], row["by"]
        shown.append({"channel": name, **row})
    return shown


def _answering(answering: Answering) -> Document:
    curve = answering.curve
    return {
        "cases": answering.cases,
        "answered": answering.answered,
        "enough": curve is not None,
        "median_minutes": curve.median if curve else None,
        "within_24_hours": _share(answering.within_a_day),
        "by": [_by(curve, minutes) for minutes in ANSWERED_BY] if curve else [],
        "curve": _points(curve) if curve else [],
    }


def _by(curve: Curve, minutes: int) -> Document:
    step = curve.step_at(minutes)
    low, high = _turned(step.band) if step else (None, None)
    return {
        "minutes": minutes,
        "share": _rounded(curve.ended(minutes)),
        "low": low,
        "high": high,
    }


def _points(curve: Curve) -> list[list[float | None]]:
    """Of each step the minute, the share that was answered by then, and its band."""
    points: list[list[float | None]] = []
    before = 1.0
    for step in curve.steps:
        if before - step.surviving >= _FINEST or step is curve.steps[-1]:
            points.append([step.time, _rounded(1 - step.surviving), *_turned(step.band)])
            before = step.surviving
    return points


def _turned(band: Interval | None) -> tuple[float | None, float | None]:
    """The band of those who still wait, as one of those who do not."""
    return (_rounded(1 - band[1]), _rounded(1 - band[0])) if band else (None, None)


def _resolving(resolving: Resolving) -> Document:
    incidence = resolving.confirmations
    return {
        "cases": resolving.cases,
        "confirmed": resolving.confirmed,
        "disputed_or_removed": resolving.disputed_or_removed,
        "dormant_or_removed": resolving.dormant_or_removed,
        "withdrawn": resolving.withdrawn,
        "removed": resolving.removed,
        "enough": incidence is not None,
        "by": _confirmed_by(incidence) if incidence else [],
        "curve": _rising(incidence) if incidence else [],
    }


def _confirmed_by(incidence: Incidence) -> list[Document]:
    return [{"minutes": m, "share": _rounded(incidence.by(m))} for m in CONFIRMED_BY]


def _rising(incidence: Incidence) -> list[list[float | None]]:
    points: list[list[float | None]] = []
    before = 0.0
    for step in incidence.steps:
        if step[1] - before >= _FINEST or step is incidence.steps[-1]:
            points.append([step[0], _rounded(step[1]), None, None])
            before = step[1]
    return points


def _entries(entries: Entries) -> Document:
    return {
        "event": entries.event,
        "kind": entries.kind,
        "count": entries.count,
        "of_criticism": entries.of_criticism,
    }


def _appeals(appeals: Appeals) -> Document:
    return {
        "received": appeals.received,
        "undecided": appeals.undecided,
        "upheld": appeals.upheld,
        "changed": appeals.changed,
        "overturned": appeals.overturned,
        "won": _share(appeals.won),
    }


def _share(share: Share) -> Document:
    low, high = share.interval or (None, None)
    return {
        "hits": share.hits,
        "of": share.of,
        "share": _rounded(share.value),
        "low": _rounded(low),
        "high": _rounded(high),
    }


def _rounded(value: float | None, places: int = 4) -> float | None:
    return None if value is None else round(value, places)


def interventions(register: Sequence[Document]) -> list[Document]:
    """Of the entries those by which this server restricted something, the most frequent first."""
    mine = [row for row in register if row["event"] == "intervention"]
    return sorted(mine, key=lambda row: (-row["count"], row["kind"]))


def elsewhere(register: Sequence[Document]) -> list[Document]:
    """What was declared or observed on other platforms."""
    return [row for row in register if row["event"] != "intervention"]
