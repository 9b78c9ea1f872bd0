from __future__ import annotations

from django.db import models
from django.db.models import Q

from augenhoehe.domain.people.models.account import Account
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class PriorApproval(models.Model):
    """Posts of one voice are looked at before: since when, until when and why. It is public."""

    id = TimeOrderedId()
    voice = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="prior_approvals")
    why = models.CharField(max_length=300)
    since = models.DateTimeField(default=clock.now)
    set_by = models.ForeignKey(
        Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    until = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "voice", condition=Q(until__isnull=True), name="prior_approval_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.voice_id} since {self.since:%Y-%m-%d}"
