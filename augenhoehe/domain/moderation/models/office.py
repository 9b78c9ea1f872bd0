from __future__ import annotations

from django.db import models

from augenhoehe.domain.people.models import Account
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class Office(models.Model):
    """The stable pseudonym under which somebody moderates. Patterns show; the person does not."""

    id = TimeOrderedId()
    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=20, unique=True)  # "M-7F3K"

    def __str__(self) -> str:
        return self.name


class OfficeReading(models.Model):
    """An auditor read who stands behind an office. Written down for every reading."""

    id = TimeOrderedId()
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="readings")
    by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    why = models.CharField(max_length=500)
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.office} was read"
