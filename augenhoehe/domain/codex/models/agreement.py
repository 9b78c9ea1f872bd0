from __future__ import annotations

from django.db import models
from django.db.models import Q

from augenhoehe.domain.codex.models.version import Clause
from augenhoehe.domain.people.models import Account
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class Acknowledgement(models.Model):
    """A member read an instruction. Only they themselves see that, and when."""

    id = TimeOrderedId()
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint("account", "clause", name="acknowledged_once")]

    def __str__(self) -> str:
        return f"{self.clause_id} read"


class WorksAgreement(models.Model):
    """The agreement with the works council: named by an administrator, confirmed by inspection.

    Two keys: what depends on an agreement stays off until the second has confirmed it.
    """

    id = TimeOrderedId()
    reference = models.CharField(max_length=200)
    agreed_on = models.DateField()
    digest = models.CharField(max_length=64)  # SHA-256 of the signed document, in hex
    proposed_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    proposed_at = models.DateTimeField(default=clock.now)
    confirmed_by = models.ForeignKey(
        Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "reference", condition=Q(ended_at__isnull=True), name="works_agreement_once"
            )
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_in_force(self) -> bool:
        """Whether both have said yes, and nobody has ended it."""
        return self.confirmed_at is not None and self.ended_at is None
