from __future__ import annotations

from django.db import models

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class StreisandCheck(models.Model):
    """One run of the check: what was judged, what was known, what was estimated.

    Kept with what was proposed or done; numbers only, so nothing in it has to be erased.
    """

    class Judgement(models.TextChoices):
        UNLAWFUL = "unlawful"
        RULES = "rules"
        UNPLEASANT = "unpleasant"

    id = TimeOrderedId()
    post = models.ForeignKey(Post, on_delete=models.SET_NULL, null=True, related_name="+")
    kind = models.CharField(max_length=24)  # register_terms.Kind
    judgement = models.CharField(max_length=10, choices=Judgement)
    situation = models.JSONField()
    estimate = models.JSONField()
    version = models.CharField(max_length=20)
    by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"check of {self.post_id} ({self.judgement})"


class Amplification(models.Model):
    """What became of a removal of criticism: talk of it in 72 hours, before and after."""

    id = TimeOrderedId()
    check_run = models.OneToOneField(
        StreisandCheck, on_delete=models.CASCADE, related_name="amplification"
    )
    before = models.PositiveIntegerField()
    after = models.PositiveIntegerField()
    persons = models.PositiveIntegerField()
    at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"{self.before} -> {self.after}"
