from django.db import models

from augenhoehe.domain.people.models import Account
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class Marker(models.Model):
    """How far somebody has read a list, on whichever of their devices.

    A person's and a voice's are two: an app shows them as two accounts.
    """

    class List(models.TextChoices):
        HOME = "home"
        NOTIFICATIONS = "notifications"

    id = TimeOrderedId()
    person = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    list = models.CharField(max_length=13, choices=List)
    last_read = models.PositiveBigIntegerField()
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint("person", "account", "list", name="marker_of_a_list")
        ]

    def __str__(self) -> str:
        return f"{self.list} of {self.account_id}"
