"""The public register, read: pages of entries by sort, how many there are, whether all is whole.

Everybody may read all of it, so no reader is asked for. Half a million entries are paged and
counted by the few rows of the tally (`RegisterTally`): no question goes through the entries.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import Max, Q, Sum

from augenhoehe.domain.moderation.models import (
    RegisterEntry,
    RegisterHead,
    RegisterTally,
    VerificationRun,
)
from augenhoehe.domain.moderation.selectors.register_lines import Line, lines_of

# SQLite joins at most five hundred questions into one.
_MOST_SORTS = 400
# With more sorts than this, looking through so many entries first is quicker.
_MANY_SORTS, _NEAR = 20, 3000
FACETS = ("event", "kind", "ground", "clause", "year")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sort:
    """Which entries are looked at; what is empty is not asked for."""

    kind: str = ""
    ground: str = ""
    event: str = ""
    clause: str = ""
    criticism: bool = False
    year: int = 0

    def __bool__(self) -> bool:
        return any(getattr(self, each.name) for each in fields(self))

    def condition(self) -> Q:
        """On rows of the tally."""
        return self._words() & Q(year=self.year) if self.year else self._words()

    def condition_on_entries(self) -> Q:
        """On entries; there the year is that of the moment, in UTC as in the record."""
        if not self.year:
            return self._words()
        start, end = (datetime(year, 1, 1, tzinfo=UTC) for year in (self.year, self.year + 1))
        return self._words() & Q(at__gte=start, at__lt=end)

    def _words(self) -> Q:
        words = {name: getattr(self, name) for name in ("kind", "ground", "event", "clause")}
        chosen = Q(**{name: word for name, word in words.items() if word})
        return chosen & Q(is_of_criticism=True) if self.criticism else chosen


@dataclass(frozen=True, slots=True)
class Overview:
    """How many entries there are: in all, of the chosen sort, and of each to choose from."""

    total: int
    chosen: int
    facets: Mapping[str, Mapping[str, int]]


def overview(sort: Sort) -> Overview:
    """All numbers of the page. Counted once for every new entry at most."""
    last = RegisterEntry.objects.order_by("-seq").values_list("seq", "hash").first()
    return _overview(sort, *(last or (0, "")))


@lru_cache(maxsize=512)
def _overview(sort: Sort, total: int, _hash: str) -> Overview:
    facets = {name: _counted(sort, name) for name in FACETS}
    facets["criticism"] = {"yes": _sum(replace(sort, criticism=True))}
    return Overview(total, _sum(sort) if sort else total, facets)


def _counted(sort: Sort, name: str) -> dict[str, int]:
    """How many there would be of each word of a facet, with everything else as chosen."""
    empty: Any = 0 if name == "year" else ""
    others = replace(sort, **{name: empty})
    rows = RegisterTally.objects.filter(others.condition()).exclude(**{name: empty})
    counted = rows.values_list(name).annotate(n=Sum("entries")).order_by("-n", name)
    return {str(word): n for word, n in counted}


def _sum(sort: Sort) -> int:
    return RegisterTally.objects.filter(sort.condition()).aggregate(n=Sum("entries"))["n"] or 0


def entries_where(
    sort: Sort | None = None, *, before: int | None = None, limit: int = 50
) -> list[Line]:
    """A page of the ledger, the newest first. `before` is the number of the entry above it."""
    return lines_of(numbers_where(sort, before=before, limit=limit))


def numbers_where(
    sort: Sort | None = None, *, before: int | None = None, limit: int = 50
) -> list[int]:
    """The numbers of a page, the newest first."""
    if before is None:
        before = (RegisterEntry.objects.aggregate(last=Max("seq"))["last"] or 0) + 1
    if not sort:
        return list(range(before - 1, max(0, before - 1 - limit), -1))
    found = RegisterTally.objects.filter(sort.condition(), first_seq__lt=before)
    sorts = list(found.order_by("-last_seq").values_list("id", "last_seq"))
    if len(sorts) > _MANY_SORTS:
        near = _walk(sort, min(before, sorts[0][1] + 1), limit)
        if len(near) == limit:
            return near
    tallies = [tally for tally, _last in sorts]
    numbers = {
        seq
        for start in range(0, len(tallies), _MOST_SORTS)
        for seq in _newest_of(tallies[start : start + _MOST_SORTS], before, limit)
    }
    return sorted(numbers, reverse=True)[:limit]


def _walk(sort: Sort, before: int, limit: int) -> list[int]:
    """The numbers among the nearest entries: what is frequent is found there at once."""
    near = RegisterEntry.objects.filter(seq__lt=before, seq__gte=before - _NEAR)
    found = near.filter(sort.condition_on_entries()).order_by("-seq")
    return list(found.values_list("seq", flat=True)[:limit])


def _newest_of(tallies: Sequence[int], before: int, limit: int) -> list[int]:
    """The newest numbers of each sort: a few steps in the index for each, whatever its size."""
    one = (
        "SELECT seq FROM (SELECT seq FROM moderation_registerentry "  # noqa: S608 - whole numbers
        f"WHERE tally_id = {{}} AND seq < {before:d} ORDER BY seq DESC LIMIT {limit:d}) AS newest"
    )
    question = " UNION ALL ".join(one.format(int(tally)) for tally in tallies)
    if not question:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"{question} ORDER BY seq DESC LIMIT {limit:d}")
        return [seq for (seq,) in cursor.fetchall()]


def last_check() -> VerificationRun | None:
    """When the chain was last looked at, and what came out."""
    return VerificationRun.objects.order_by("-id").first()


def published_heads(limit: int | None = None) -> list[RegisterHead]:
    """Heads as they went out, the newest first."""
    return list(RegisterHead.objects.order_by("-seq")[:limit])


def head_at(seq: int) -> RegisterHead | None:
    return RegisterHead.objects.filter(seq=seq).first()


def years() -> list[int]:
    """The years of which there are entries, the newest first."""
    found = RegisterTally.objects.values_list("year", flat=True).distinct().order_by("-year")
    return list(found)
