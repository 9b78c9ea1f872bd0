from django.db import models
from django.db.models import Q

from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class Activity(models.Model):
    """What was said to other servers, in the very bytes that are sent."""

    id = TimeOrderedId()
    uri = models.CharField(max_length=500, unique=True)
    account = models.ForeignKey(
        "people.Account", on_delete=models.CASCADE, related_name="+"
    )  # signs it
    kind = models.CharField(max_length=30)
    # What it is about: deliveries about one thing keep their order.
    object = models.CharField(max_length=500)
    document = models.BinaryField()
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index("account", "kind", "object", name="activity_about")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object}"


class Delivery(models.Model):
    """One activity for one inbox; deleted when it has arrived."""

    id = TimeOrderedId()
    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="+")
    inbox = models.CharField(max_length=2000)
    host = models.CharField(max_length=253)
    object = models.CharField(max_length=500)  # as of its activity
    due_at = models.DateTimeField(default=clock.now)
    attempts = models.PositiveSmallIntegerField(default=0)
    leased_until = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=300, blank=True, default="")
    gave_up_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint("activity", "inbox", name="delivery_once"),
        ]
        indexes = [
            models.Index(
                "host", "due_at", condition=Q(gave_up_at__isnull=True), name="delivery_due"
            ),
            models.Index("host", "object", "id", name="delivery_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} to {self.inbox}"
