from django.db import models
from django.db.models import Q

from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class Activity(models.Model):
    """What was said to other servers, in the very bytes that are sent."""

    id = TimeOrderedId()
    uri = models.CharField(max_length=500, unique=True)
    account = models.ForeignKey(
        "people.Account", on_delete=models.CASCADE, related_name="+", db_index=False
    )  # signs it
    kind = models.CharField(max_length=30)
    # What it is about: deliveries of one account about one thing keep their order.
    object = models.CharField(max_length=500)
    document = models.BinaryField()
    # Goes to followers, so it can tell their servers whom we hold for one (FEP-8fcf).
    tells_followers = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        indexes = [models.Index("account", "kind", "object", name="activity_about")]

    def __str__(self) -> str:
        return f"{self.kind} {self.object}"


class Delivery(models.Model):
    """One activity for one inbox; deleted when it has arrived. Its id tells since when it waits."""

    id = TimeOrderedId()
    activity = models.ForeignKey(
        Activity, on_delete=models.CASCADE, related_name="+", db_index=False
    )
    inbox = models.CharField(max_length=2000)
    host = models.CharField(max_length=253)
    # A number for (host, account, object): what has the same goes one after the other.
    line = models.BigIntegerField()
    # While somebody has it in hand: when it is taken up again if nothing is heard of them.
    due_at = models.DateTimeField(default=clock.now)
    leased_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True, default="")
    gave_up_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("activity", "inbox", name="delivery_once"),
        ]
        indexes = [
            models.Index(
                "host", "due_at", condition=Q(gave_up_at__isnull=True), name="delivery_due"
            ),
            models.Index(
                "line", "activity", condition=Q(gave_up_at__isnull=True), name="delivery_in_order"
            ),
            models.Index(
                "gave_up_at", condition=Q(gave_up_at__isnull=False), name="delivery_given_up"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity_id} to {self.inbox}"
