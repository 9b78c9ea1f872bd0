from django.db import models

from augenhoehe.domain.codex.models.written import WrittenClause
from augenhoehe.domain.people.models import Account
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class PlannedClause(WrittenClause):
    """A clause of the next version, while somebody works on it. Only editors read it.

    Nothing planned: no rows. Otherwise the whole of the next version, its order included.
    """

    id = TimeOrderedId()
    key = models.SlugField(max_length=60, unique=True)
    position = models.PositiveSmallIntegerField()
    changed_by = models.ForeignKey(
        Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.key} (planned)"


class PlannedPlaybook(models.Model):
    """A playbook of the next version, while somebody works on it."""

    id = TimeOrderedId()
    key = models.SlugField(max_length=60, unique=True)
    position = models.PositiveSmallIntegerField()
    source = models.TextField()
    changed_by = models.ForeignKey(
        Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    changed_at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.key} (planned)"
