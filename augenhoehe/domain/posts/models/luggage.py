from django.db import models
from django.db.models import Q

from augenhoehe.domain.people.models import Account
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class Luggage(models.Model):
    """What somebody brings along from another server: lines of a file, taken in one by one."""

    class Kind(models.TextChoices):
        FOLLOWS = "follows"
        BLOCKS = "blocks"
        MUTES = "mutes"
        SERVERS = "servers"
        LISTS = "lists"
        BOOKMARKS = "bookmarks"
        POSTS = "posts"

    id = TimeOrderedId()
    owner = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=9, choices=Kind)
    # What is here and not in the file ends, instead of staying beside it.
    replaces = models.BooleanField(default=False)
    rows = models.JSONField(default=list)
    place = models.PositiveIntegerField(default=0)  # how many were looked at
    brought = models.PositiveIntegerField(default=0)
    troubles = models.JSONField(default=list)  # [[line, why], …], the first hundred
    created_at = models.DateTimeField(default=clock.now)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "owner", "kind", condition=Q(done_at__isnull=True), name="luggage_one_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.owner_id}"

    @property
    def total(self) -> int:
        return len(self.rows)
