"""How often the organisation intervened, by the register; and what became of appeals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import exp, log

from django.db.models import Count, Q, Sum
from django.utils import timezone

from augenhoehe.domain.criticism.models import Answer
from augenhoehe.domain.moderation.models import Appeal, RegisterEntry, RegisterTally
from augenhoehe.domain.moderation.terms import Event, Outcome
from augenhoehe.domain.posts.audience import OPEN
from augenhoehe.domain.presence.figures import Share
from augenhoehe.foundation import clock
from augenhoehe.foundation.aggregates import may_be_shown, month_of

_TOLD = (Event.INTERVENTION, Event.DECLARED, Event.OBSERVED)
_Sort = tuple[str, str, bool, int]  # event, kind, whether of criticism, how many


@dataclass(frozen=True, slots=True)
class Entries:
    """How many entries of one kind the register has, and how many concern criticism."""

    event: str
    kind: str
    count: int
    of_criticism: int


def entries_by_kind(since: datetime | None) -> list[Entries]:
    """Interventions, and what the organisation declared or a connector observed elsewhere."""
    found = _ever() if since is None else _recently(since)
    counts: dict[tuple[str, str], list[int]] = {}
    for event, kind, is_of_criticism, n in found:
        count = counts.setdefault((event, kind), [0, 0])
        count[0] += n
        count[1] += n if is_of_criticism else 0
    return [Entries(event, kind, *count) for (event, kind), count in sorted(counts.items())]


def _ever() -> list[_Sort]:
    rows = RegisterTally.objects.filter(event__in=_TOLD).order_by()
    return list(rows.values_list("event", "kind", "is_of_criticism").annotate(n=Sum("entries")))


def _recently(since: datetime) -> list[_Sort]:
    """Counted along the index of the tallies, without reading an entry."""
    tallies = RegisterTally.objects.in_bulk()
    told = [tally.id for tally in tallies.values() if tally.event in _TOLD]
    rows = RegisterEntry.objects.filter(tally__in=told, seq__gte=_first_seq_at(since)).order_by()
    counts = rows.values_list("tally_id").annotate(n=Count("seq"))
    return [
        (tally.event, tally.kind, tally.is_of_criticism, n)
        for tally, n in ((tallies[tally_id], n) for tally_id, n in counts)
    ]


def _first_seq_at(since: datetime) -> int:
    """The first entry from then on: entries are numbered in the order of their times."""
    low, high = 1, 1 + (RegisterEntry.objects.values_list("seq", flat=True).first() or 0)
    while low < high:
        middle = (low + high) // 2
        at = RegisterEntry.objects.values_list("at", flat=True).get(seq=middle)
        low, high = (middle + 1, high) if at < since else (low, middle)
    return low


@dataclass(frozen=True, slots=True)
class Appeals:
    """What became of appeals and objections."""

    received: int
    upheld: int
    changed: int
    overturned: int

    @property
    def undecided(self) -> int:
        return self.received - self.decided

    @property
    def decided(self) -> int:
        return self.upheld + self.changed + self.overturned

    @property
    def won(self) -> Share:
        return Share(self.overturned, self.decided)


def appeals(since: datetime | None) -> Appeals:
    """All that came in since then."""
    when = Q() if since is None else Q(created_at__gte=since)
    rows = Appeal.objects.filter(when).order_by().values_list("outcome").annotate(n=Count("id"))
    by_outcome = dict(rows)
    return Appeals(
        received=sum(by_outcome.values()),
        upheld=by_outcome.get(Outcome.UPHELD, 0),
        changed=by_outcome.get(Outcome.CHANGED, 0),
        overturned=by_outcome.get(Outcome.OVERTURNED, 0),
    )


def persons_answering(since: datetime | None) -> float | None:
    """As how many equally busy persons those who answer are: the exponential of the entropy.

    Of whole months that are over, so that two looks never differ by one person's day. None
    unless five persons gave twenty answers. Removed criticism stays in, else removing what the
    busiest answered would make it look broader.
    """
    rows = Answer.objects.filter(case__audience__in=OPEN, given_by__isnull=False)
    rows = rows.filter(given_at__lt=_month_of(clock.now()))
    if since is not None:
        rows = rows.filter(given_at__gte=_month_of(since))
    counts = dict(rows.order_by().values_list("given_by").annotate(n=Count("id")))
    return effective_number(list(counts.values())) if may_be_shown(counts) else None


def _month_of(moment: datetime) -> datetime:
    day = month_of(timezone.localdate(moment))
    return timezone.make_aware(datetime(day.year, day.month, day.day))


def effective_number(counts: Sequence[int]) -> float:
    """exp(-Σ p·ln p), source: Hill 1973; between one and how many there are."""
    whole = sum(counts)
    return exp(-sum(n / whole * log(n / whole) for n in counts if n))
