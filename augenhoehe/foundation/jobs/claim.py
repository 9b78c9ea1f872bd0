"""Which jobs a worker takes next, and how it holds on to them.

A claim leases jobs in one short transaction. Jobs of one host have few places, so that a
hanging host holds up nobody; and however many of its jobs are waiting, a claim looks at a
bounded number of rows: first at what has been due longest, then, when that is not enough,
at one host after the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import Count, F, Q, QuerySet

from augenhoehe.foundation import clock
from augenhoehe.foundation.jobs.models import Job
from augenhoehe.foundation.jobs.retry import put_back

LEASE = timedelta(seconds=45)
PLACES_PER_HOST = 4
PLACES_PER_LANE = 1  # of a "host" with a colon, such as what is pushed to one person
_WINDOW = 200
_HOSTS_PER_CLAIM = 50
# A job that was in hand this often when a worker died is no longer taken up at once.
_DEATHS = 5


class Claimer:
    """Takes due jobs; remembers which host comes next, so that each has its turn."""

    def __init__(self) -> None:
        self._after_host = ""

    def claim(self, places: int) -> list[Job]:
        """Lease up to so many due jobs, those that have waited longest first."""
        if not due_jobs().exists():
            return []
        with transaction.atomic():
            found = self._find(places)
            until = clock.now() + LEASE
            Job.objects.filter(id__in=found).update(leased_until=until, attempts=F("attempts") + 1)
            jobs = Job.objects.in_bulk(list(found))
        return [
            jobs[row.id] for row in found.values() if not _killed_its_workers(jobs[row.id], row)
        ]

    def _find(self, places: int) -> dict[int, _Row]:
        window = _rows(due_jobs().order_by("due_at", "id")[:_WINDOW])
        taken = _Taken(places)
        taken.count_running({row.host for row in window})
        for row in window:
            taken.add(row)
        if len(window) == _WINDOW and not taken.is_full:
            self._look_further(taken)
        return taken.rows

    def _look_further(self, taken: _Taken) -> None:
        """Jobs without a host, then one host after the other, from where we stopped last."""
        taken.add_from("")
        for host in self._next_hosts():
            if taken.is_full:
                return
            taken.count_running({host})
            taken.add_from(host)
            self._after_host = host

    def _next_hosts(self) -> Iterable[str]:
        """Some hosts with jobs, each found by one look into the index."""
        host = self._after_host
        for _ in range(_HOSTS_PER_CLAIM):
            later = (
                Job.objects.filter(host__gt=host).order_by("host").values_list("host", flat=True)
            )
            following = later.first()
            if following is None:
                self._after_host = ""
                return
            host = following
            yield host


class _Row(NamedTuple):
    id: int
    host: str
    leased_until: datetime | None


class _Taken:
    """The jobs found so far, and how many places each host has left."""

    def __init__(self, places: int) -> None:
        self.rows: dict[int, _Row] = {}
        self._places = places
        self._running: Counter[str] = Counter()

    @property
    def is_full(self) -> bool:
        return len(self.rows) >= self._places

    def count_running(self, hosts: set[str]) -> None:
        unknown = hosts - set(self._running) - {""}
        running = Job.objects.filter(host__in=unknown, leased_until__gt=clock.now())
        counted = running.values_list("host").annotate(Count("id"))
        self._running.update(dict.fromkeys(unknown, 0) | dict(counted))

    def add(self, row: _Row) -> None:
        has_place = not row.host or self._running[row.host] < _places_of(row.host)
        if has_place and not self.is_full and row.id not in self.rows:
            self._running[row.host] += 1
            self.rows[row.id] = row

    def add_from(self, host: str) -> None:
        queue = due_jobs().filter(host=host).order_by("leased_until", "id")
        for row in _rows(queue[: self._places + PLACES_PER_HOST]):
            self.add(row)


def _places_of(host: str) -> int:
    return PLACES_PER_LANE if ":" in host else PLACES_PER_HOST


def due_jobs() -> QuerySet[Job]:
    """Jobs that could be taken now: due, not given up, and nobody has them in hand."""
    now = clock.now()
    free = Q(leased_until__isnull=True) | Q(leased_until__lte=now)
    return Job.objects.filter(free, gave_up_at__isnull=True, due_at__lte=now)


def _rows(jobs: QuerySet[Job]) -> list[_Row]:
    """What a claim needs to know; rows that another worker is just taking are passed by."""
    if connection.features.has_select_for_update_skip_locked:
        jobs = jobs.select_for_update(skip_locked=True)
    return [_Row(*row) for row in jobs.values_list("id", "host", "leased_until")]


def _killed_its_workers(job: Job, row: _Row) -> bool:
    """Whether workers keep dying with this job in hand; then it waits like one that failed."""
    if row.leased_until is None or job.attempts <= _DEATHS:
        return False
    put_back(job, "The process died while doing this.")
    return True


def hold(ids: Iterable[int]) -> None:
    """Keep the lease of jobs that are still in hand."""
    Job.objects.filter(id__in=list(ids)).update(leased_until=clock.now() + LEASE)


def let_go(ids: Iterable[int]) -> None:
    """Give back jobs that were taken but never begun."""
    Job.objects.filter(id__in=list(ids)).update(leased_until=None, attempts=F("attempts") - 1)


def free_everything(now: datetime) -> int:
    """End all leases: nobody else is at work, so whoever held them is dead."""
    return Job.objects.filter(leased_until__gt=now).update(leased_until=now)
