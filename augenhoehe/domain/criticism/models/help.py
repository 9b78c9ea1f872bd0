from __future__ import annotations

from django.db import models

from augenhoehe.domain.codex.models import Playbook
from augenhoehe.domain.criticism.models.case import Answer, Case
from augenhoehe.domain.people.models import Account, ProtectedName
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class PlaybookRun(models.Model):
    """A playbook opened beside a case: which way was gone, and what is ticked.

    It belongs to the case. Who went and who ticked is kept nowhere.
    """

    id = TimeOrderedId()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="playbook_runs")
    # Of the version that held when it was opened; a newer one changes nothing here.
    playbook = models.ForeignKey(Playbook, on_delete=models.PROTECT, related_name="+")
    way = models.JSONField(default=list)  # [[question, option], …] in their order
    ticked = models.JSONField(default=list)  # ids of steps
    opened_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint("case", "playbook", name="playbook_once_beside_a_case")
        ]

    def __str__(self) -> str:
        return f"{self.playbook_id} beside {self.case_id}"


class Backing(models.Model):
    """The organisation stands behind an answer: somebody said so, by name, in public."""

    id = TimeOrderedId()
    answer = models.OneToOneField(Answer, on_delete=models.PROTECT, related_name="backing")
    by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    protected_name = models.ForeignKey(
        ProtectedName, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    words = models.CharField(max_length=300, blank=True, default="")
    version = models.PositiveIntegerField(default=1)  # the wording it stands behind
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"behind answer {self.answer_id}"
