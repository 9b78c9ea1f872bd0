from django.db import models
from django.db.models import Q

from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class InboxItem(models.Model):
    """An activity that arrived with a proof of who sent it: kept once, then done in its order.

    Done, its body goes and its id stays for some weeks, so that it is known when it comes again.
    """

    id = TimeOrderedId()
    activity_id = models.CharField(max_length=500, unique=True)
    actor = models.CharField(max_length=500)  # proven
    host = models.CharField(max_length=253)
    kind = models.CharField(max_length=30)
    # Its object. What is about one thing keeps its order, also where one of it waits.
    about = models.CharField(max_length=500, blank=True, default="")
    body = models.BinaryField(default=b"")
    received_at = models.DateTimeField(default=clock.now)
    due_at = models.DateTimeField(default=clock.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    last_error = models.TextField(blank=True, default="")
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index("due_at", "id", condition=Q(done_at__isnull=True), name="inbox_due"),
            models.Index("actor", "id", condition=Q(done_at__isnull=True), name="inbox_of_actor"),
            models.Index("host", condition=Q(done_at__isnull=True), name="inbox_of_host"),
            models.Index("done_at", condition=Q(done_at__isnull=False), name="inbox_done"),
            models.Index(
                "about", condition=Q(kind__in=["Delete", "Undo"]), name="inbox_taken_back"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.activity_id}"


class SeenSignature(models.Model):
    """A signed request that was taken; the same again is a replay, as long as it could count."""

    identity = models.BinaryField(max_length=32, primary_key=True)
    counts_until = models.DateTimeField(db_index=True)
