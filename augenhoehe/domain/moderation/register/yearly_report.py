"""The report of a year (DSA 15), computed from the export of the register and nothing else.

So whoever has `register.json` can count again. What is not in the register is not in the
report either: notices that led to nothing are counted on the mirror, not here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from functools import lru_cache
from statistics import median
from typing import Any

from django.db.models import Max

from augenhoehe.domain.moderation.models import RegisterEntry, RegisterTally
from augenhoehe.domain.moderation.register.export import rows
from augenhoehe.domain.moderation.terms import Event, Outcome, Source, YesNo

_NOTICES = frozenset({Source.NOTICE, Source.TRUSTED_FLAGGER, Source.REPORT})


@dataclass(slots=True)
class Report:
    """The numbers of a year; each counter by the words of the register.

    `things` counts every post and account of a wave, everything else counts entries.
    """

    year: int
    interventions: int = 0
    things: int = 0
    of_criticism: int = 0
    by_kind: Counter[str] = field(default_factory=Counter)
    by_ground: Counter[str] = field(default_factory=Counter)
    by_category: Counter[str] = field(default_factory=Counter)
    by_clause: Counter[str] = field(default_factory=Counter)
    by_source: Counter[str] = field(default_factory=Counter)
    orders_by_category: Counter[str] = field(default_factory=Counter)
    notices_by_category: Counter[str] = field(default_factory=Counter)
    own_by_category: Counter[str] = field(default_factory=Counter)
    found_by_program: int = 0
    found_by_program_and_overturned: int = 0
    decided_by_program: int = 0  # always: no program decides here
    appeals: Counter[str] = field(default_factory=Counter)
    days_to_decision: int | None = None  # median from the measure to the decision on its appeal
    amendments: int = 0
    reviews: int = 0
    ended: int = 0
    declared: Counter[str] = field(default_factory=Counter)
    observed: Counter[str] = field(default_factory=Counter)

    def as_json(self) -> dict[str, Any]:
        """With plain dictionaries, sorted, so that the same numbers are the same file."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        return {
            name: dict(sorted(value.items())) if isinstance(value, Counter) else value
            for name, value in values.items()
        }

    def lines(self) -> Iterator[tuple[str, str, int | str]]:
        """As a table: figure, of what, how many."""
        for name, value in self.as_json().items():
            if isinstance(value, dict):
                yield from ((name, word, number) for word, number in value.items())
            else:
                yield name, "", "" if value is None else value


def report_on(records: Iterable[Mapping[str, Any]], year: int) -> Report:
    """Count the records of an export, all from the first, for one year (UTC)."""
    report = Report(year)
    earlier: dict[str, tuple[str, bool]] = {}  # when, and whether a program found it
    days: list[int] = []
    for record in records:
        if record["event"] == Event.INTERVENTION:
            found = record.get("found_by_program") == YesNo.YES
            earlier[record["id"]] = (record["at"], found)
        if int(record["at"][:4]) != year:
            continue
        _count(report, record)
        if record["event"] == Event.APPEAL_DECIDED:
            _count_appeal(report, record, earlier.get(record["about"]), days)
    report.days_to_decision = round(median(days)) if days else None
    return report


def _count(report: Report, record: Mapping[str, Any]) -> None:
    match record["event"]:
        case Event.INTERVENTION:
            _count_intervention(report, record)
        case Event.AMENDMENT:
            report.amendments += 1
        case Event.REVIEWED:
            report.reviews += 1
        case Event.ENDED:
            report.ended += 1
        case Event.DECLARED:
            report.declared[record["kind"]] += 1
        case Event.OBSERVED:
            report.observed[record["kind"]] += 1


def _count_intervention(report: Report, record: Mapping[str, Any]) -> None:
    report.interventions += 1
    report.things += record.get("count", 1)
    report.of_criticism += record["criticism"] == YesNo.YES
    report.found_by_program += record.get("found_by_program") == YesNo.YES
    report.by_kind[record["kind"]] += 1
    report.by_ground[record["ground"]] += 1
    report.by_category[record["category"]] += 1
    report.by_clause[record["clause"]] += 1
    report.by_source[record["source"]] += 1
    if record["source"] == Source.ORDER:
        report.orders_by_category[record["category"]] += 1
    elif record["source"] in _NOTICES:
        report.notices_by_category[record["category"]] += 1
    else:
        report.own_by_category[record["category"]] += 1


def _count_appeal(
    report: Report,
    record: Mapping[str, Any],
    earlier: tuple[str, bool] | None,
    days: list[int],
) -> None:
    report.appeals[record["outcome"]] += 1
    if earlier is None:
        return
    at, found = earlier
    days.append((datetime.fromisoformat(record["at"]) - datetime.fromisoformat(at)).days)
    overturned = record["outcome"] == Outcome.OVERTURNED
    report.found_by_program_and_overturned += found and overturned


def report_of_year(year: int) -> Report:
    """The report as it stands now; counted once for every new entry of the year at most."""
    last = RegisterTally.objects.filter(year__lte=year).aggregate(last=Max("last_seq"))["last"]
    if not last:
        return Report(year)
    return _report(year, last, RegisterEntry.objects.get(seq=last).hash)


@lru_cache(maxsize=16)
def _report(year: int, last: int, _hash: str) -> Report:
    return report_on((row.facts() for bit in rows(1, last) for row in bit), year)
