"""Doing one job, in whatever thread: the handler, then the row is gone or waits for later."""

from __future__ import annotations

import logging
import traceback

from django.conf import settings
from django.db import close_old_connections
from django.utils import translation

from augenhoehe.foundation.jobs import handler_of
from augenhoehe.foundation.jobs.claim import Claimer
from augenhoehe.foundation.jobs.models import Job
from augenhoehe.foundation.jobs.retry import GiveUp, put_back

logger = logging.getLogger(__name__)

_AT_A_TIME = 20


def run_job(job: Job) -> bool:
    """Do a claimed job; say whether it succeeded. Never raises for what the handler did."""
    try:
        # Handlers that speak to people choose the language themselves.
        with translation.override(settings.LANGUAGE_CODE):
            handler_of(job.kind)(job.payload)
    except GiveUp as reason:
        _note_failure(job, str(reason), for_good=True)
        return False
    except Exception:
        _note_failure(job, traceback.format_exc(), for_good=False)
        return False
    Job.objects.filter(pk=job.pk).delete()
    return True


def _note_failure(job: Job, error: str, *, for_good: bool) -> None:
    given_up = put_back(job, error, for_good=for_good)
    last_line = error.strip().rsplit("\n", 1)[-1]
    if given_up:
        logger.error("Gave up job %s %s: %s", job.kind, job.pk, last_line)
    else:
        logger.warning(
            "Job %s %s failed (attempt %d): %s", job.kind, job.pk, job.attempts, last_line
        )


def run_due_jobs(limit: int = 1000) -> int:
    """Do everything that is due now, in this thread, and what comes of it; say how much."""
    claimer = Claimer()
    done = 0
    while done < limit and (jobs := claimer.claim(min(_AT_A_TIME, limit - done))):
        for job in jobs:
            run_job(job)
        done += len(jobs)
    return done


def run_in_thread(job: Job) -> bool:
    """Do a claimed job in a thread of the worker, with a connection that still works."""
    close_old_connections()
    try:
        return run_job(job)
    finally:
        close_old_connections()
