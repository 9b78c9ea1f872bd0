from __future__ import annotations

from django.db import models
from django.db.models import Q

from augenhoehe.domain.people.models.account import Account
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class Affiliation(models.Model):
    """A person works for the organisation of this server: since when, until when.

    It declares an interest and opens the house; it is no role and no rank.
    """

    id = TimeOrderedId()
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="affiliations")
    unit = models.CharField(max_length=100, blank=True, default="")
    confirmed_by = models.ForeignKey(
        Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    since = models.DateTimeField(default=clock.now)
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "account", condition=Q(until__isnull=True), name="affiliation_once_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.account} since {self.since:%Y-%m-%d}"


class RoleGrant(models.Model):
    """Somebody was given a duty on this server, by whom and until when; the log of it too."""

    class Role(models.TextChoices):
        MODERATOR = "moderator"
        DESK = "desk"
        AUDITOR = "auditor"
        INSPECTION = "inspection"
        ADMIN = "admin"

    id = TimeOrderedId()
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="role_grants")
    role = models.CharField(max_length=12, choices=Role)
    granted_by = models.ForeignKey(
        Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    granted_at = models.DateTimeField(default=clock.now)
    revoked_by = models.ForeignKey(
        Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "account",
                "role",
                condition=Q(revoked_at__isnull=True),
                name="role_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.account}: {self.role}"
