from django.db import models

from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class Job(models.Model):
    """Work that must happen: written in the transaction of its cause, deleted when done.

    A job is leased before it runs. Whoever dies with a lease in hand loses it, and the
    next worker takes the job up again, so work happens at least once.
    """

    id = TimeOrderedId()
    kind = models.CharField(max_length=40)
    payload = models.JSONField(default=dict)
    # Jobs of one host share a few places in the line, so that a hanging host holds up nobody.
    host = models.CharField(max_length=255, blank=True, default="")
    due_at = models.DateTimeField(default=clock.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True, default="")
    gave_up_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [
            models.Index(
                "due_at",
                "id",
                condition=models.Q(gave_up_at__isnull=True),
                name="job_due",
            ),
            models.Index("host", "leased_until", name="job_host_lease"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class WorkerBeat(models.Model):
    """When a worker was last alive; `/health` looks at it."""

    name = models.CharField(max_length=80, primary_key=True)
    seen_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} at {self.seen_at:%H:%M:%S}"
