"""`/health`: whether database, background work and disk are well."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse

from augenhoehe.foundation import clock
from augenhoehe.foundation.jobs.claim import due_jobs
from augenhoehe.foundation.jobs.models import WorkerBeat

_SILENT_AT_MOST = timedelta(seconds=60)
_LATE_AT_MOST = timedelta(minutes=10)
_FREE_BYTES = 200_000_000

_WELL = "ok"
_worker_runs_here = True


def worker_runs_elsewhere() -> None:
    """This process serves without a worker, so the beat of one is not its health."""
    global _worker_runs_here
    _worker_runs_here = False


def health_report() -> dict[str, str]:
    """One word or sentence per part, and `status` for all of them together."""
    parts: dict[str, Callable[[], str]] = {"database": _database, "jobs": _jobs, "disk": _disk}
    report = {name: _asked(part) for name, part in parts.items()}
    is_well = all(word == _WELL for word in report.values())
    return {"status": _WELL if is_well else "failing", **report}


def health(request: HttpRequest) -> HttpResponse:
    """200 when all is well, else 503 and what is not; not for keeping.

    Programs that know Mastodon expect the word OK and nothing else; who asks for JSON gets
    the parts by name.
    """
    report = health_report()
    is_well = report["status"] == _WELL
    kept = {"Cache-Control": "no-store"}
    if is_well and "json" not in request.headers.get("Accept", ""):
        return HttpResponse("OK", content_type="text/plain; charset=utf-8", headers=kept)
    return JsonResponse(report, status=200 if is_well else 503, headers=kept)


def _asked(part: Callable[[], str]) -> str:
    try:
        return part()
    except (DatabaseError, OSError):
        return "does not answer"


def _database() -> str:
    # On SQLite a transaction takes the right to write at its beginning, and there is no
    # such row: this finds out without writing.
    with transaction.atomic():
        WorkerBeat.objects.filter(name="").update(seen_at=clock.now())
    return _WELL


def _jobs() -> str:
    now = clock.now()
    if _worker_runs_here:
        alive = WorkerBeat.objects.filter(seen_at__gte=now - _SILENT_AT_MOST)
        if not alive.exists():
            return "no worker is alive"
    late = due_jobs().filter(due_at__lt=now - _LATE_AT_MOST)
    return "work is waiting for more than ten minutes" if late.exists() else _WELL


def _disk() -> str:
    free = shutil.disk_usage(settings.DATA_DIR).free
    return _WELL if free >= _FREE_BYTES else f"only {free // 1_000_000} MB are free"
