from django.db import models
from django.db.models import Q

from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class Peer(models.Model):
    """Another server: what it is, and how it goes with it."""

    class Scheme(models.TextChoices):
        UNKNOWN = ""
        CAVAGE = "cavage"
        RFC9421 = "rfc9421"

    id = TimeOrderedId()
    host = models.CharField(max_length=253, unique=True)  # with its port where that is not 443
    software = models.CharField(max_length=60, blank=True, default="")
    version = models.CharField(max_length=60, blank=True, default="")
    asked_at = models.DateTimeField(null=True, blank=True)  # what it is, by NodeInfo
    scheme = models.CharField(max_length=8, choices=Scheme, blank=True, default=Scheme.UNKNOWN)
    known_since = models.DateTimeField(default=clock.now)
    last_received_at = models.DateTimeField(null=True, blank=True)
    last_delivered_at = models.DateTimeField(null=True, blank=True)
    last_failed_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True, default="")
    failures = models.PositiveIntegerField(default=0)  # one after the other
    # Nothing is sent there before; then one delivery tries.
    closed_until = models.DateTimeField(null=True, blank=True)
    # When to look next at what waits to be sent there; empty where nothing does.
    due_at = models.DateTimeField(null=True, blank=True)
    # Where mode "allowlist" asks: named by an administrator.
    allowed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index("due_at", condition=Q(due_at__isnull=False), name="peer_due")]

    def __str__(self) -> str:
        return self.host
