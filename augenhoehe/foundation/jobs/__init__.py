"""Durable work: a table of leased jobs, written in the transaction of their cause.

`enqueue` writes one, `handles` says who does a kind, `worker` runs them.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from augenhoehe.foundation import clock
from augenhoehe.foundation.jobs import wakeup

Handler = Callable[[Mapping[str, Any]], None]
_handlers: dict[str, Handler] = {}


def handles(kind: str, handler: Handler) -> None:
    """Say who does the jobs of a kind. Called by the wiring, once per kind."""
    _handlers[kind] = handler


def handler_of(kind: str) -> Handler:
    """Who does this kind of job; KeyError when nobody does."""
    return _handlers[kind]


def enqueue(
    kind: str, payload: Mapping[str, Any], *, due_at: datetime | None = None, host: str = ""
) -> int:
    """Write a job; it runs after the surrounding transaction has been committed."""
    from augenhoehe.foundation.jobs.models import Job  # models need the app registry

    job = Job.objects.create(
        kind=kind, payload=dict(payload), due_at=due_at or clock.now(), host=host
    )
    transaction.on_commit(wakeup.ring)
    return job.id
