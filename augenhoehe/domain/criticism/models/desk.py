from __future__ import annotations

from django.db import models

from augenhoehe.domain.criticism.models.case import Answer, Case
from augenhoehe.domain.people.models import Account
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class PrivateNote(models.Model):
    """Personal data that belongs to a case and not in public. The page says that there is one."""

    id = TimeOrderedId()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    text = models.TextField()
    by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"note on {self.case_id}"


class SharedDraft(models.Model):
    """An answer in the making that the team of a case writes together; gone with the answer.

    `version` counts its wordings, so that nobody overwrites what they have not seen.
    """

    id = TimeOrderedId()
    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(blank=True, default="")
    verdict = models.CharField(max_length=8, choices=Answer.Verdict, blank=True, default="")
    version = models.PositiveIntegerField(default=1)
    by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"draft for {self.case_id}"


class Answering(models.Model):
    """Somebody is writing an answer just now: that, not who, is shown against double answers."""

    id = TimeOrderedId()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint("case", "person", name="answering_once")]

    def __str__(self) -> str:
        return f"{self.person_id} answers {self.case_id}"


class TreeAnswer(models.Model):
    """What the team found for one of the six questions of the answer tree. Advice, no step."""

    id = TimeOrderedId()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="tree")
    question = models.PositiveSmallIntegerField()  # 1 to 6
    answer = models.CharField(max_length=20)
    why = models.CharField(max_length=1000, blank=True, default="")
    by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["question"]
        constraints = [models.UniqueConstraint("case", "question", name="tree_answer_once")]

    def __str__(self) -> str:
        return f"{self.question}: {self.answer}"


class TextBlock(models.Model):
    """A piece of text the team reuses. Nothing is sent that consists of nothing else."""

    id = TimeOrderedId()
    name = models.CharField(max_length=80, unique=True)
    text = models.TextField()
    language = models.CharField(max_length=8, blank=True, default="")
    by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class DeskRules(models.Model):
    """When the desk is open and what it promises itself. One row; the public clock ignores it."""

    id = TimeOrderedId()
    sign_hours = models.PositiveSmallIntegerField(default=4)  # business hours to a first sign
    answer_hours = models.PositiveSmallIntegerField(default=8)  # business hours to an answer
    # By weekday, Monday "0": [["09:00", "17:00"], …]; a day that is missing is closed.
    hours = models.JSONField(default=dict)
    holidays = models.JSONField(default=list)  # ["2026-12-25", …]
    time_zone = models.CharField(max_length=64, default="Europe/Berlin")
    digest = models.BooleanField(default=True)  # a letter in the morning, only if something waits

    def __str__(self) -> str:
        return "rules of the desk"


class Webhook(models.Model):
    """An address of the organisation's own tools that is told of steps of public cases."""

    id = TimeOrderedId()
    url = models.URLField(max_length=500)
    secret = models.CharField(max_length=64)
    active = models.BooleanField(default=True)
    by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    last_status = models.CharField(max_length=100, blank=True, default="")
    last_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.url


class OverdueNotice(models.Model):
    """The team was told that a case has waited past its target: once for every wait."""

    id = TimeOrderedId()
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    waits_since = models.DateTimeField()
    told_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint("case", "waits_since", name="overdue_told_once")]

    def __str__(self) -> str:
        return f"{self.case_id} is overdue"


class NoDigest(models.Model):
    """Somebody of the team does not want the letter in the morning."""

    id = TimeOrderedId()
    person = models.OneToOneField(Account, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"no digest for {self.person_id}"
