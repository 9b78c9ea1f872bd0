from __future__ import annotations

from django.db import models
from django.db.models import Q

from augenhoehe.domain.moderation.models.office import Office
from augenhoehe.domain.people.models import Account, MailContact
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class Report(models.Model):
    """Somebody says that a post or a person breaks a rule or the law, and is told the outcome.

    A notice of unlawful content (DSA Art. 16) has place, explanation, name, address and the
    statement of good faith. Without account and address the outcome is read by a link.
    """

    class Category(models.TextChoices):
        SPAM = "spam"
        INSULT = "insult"
        THREAT = "threat"
        PERSONAL_DATA = "personal_data"
        HATE = "hate"
        ADVERTISING = "advertising"
        COPYRIGHT = "copyright"
        UNLAWFUL = "unlawful"
        MINORS = "minors"
        OTHER = "other"

    class State(models.TextChoices):
        OPEN = "open"
        TAKEN = "taken"
        DECIDED = "decided"

    class Outcome(models.TextChoices):
        NOTHING = "nothing"
        ACTED = "acted"
        ANSWERED = "answered"  # criticism or a quarrel, answered instead

    id = TimeOrderedId()
    post = models.ForeignKey(Post, on_delete=models.SET_NULL, null=True, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    reporter = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    contact = models.ForeignKey(MailContact, on_delete=models.SET_NULL, null=True, related_name="+")
    category = models.CharField(max_length=16, choices=Category)
    clause_key = models.CharField(max_length=60, blank=True, default="")
    text = models.TextField(blank=True, default="")
    is_legal_notice = models.BooleanField(default=False)  # DSA Art. 16
    norm = models.CharField(max_length=200, blank=True, default="")
    url = models.CharField(max_length=500, blank=True, default="")
    name = models.CharField(max_length=100, blank=True, default="")
    good_faith = models.BooleanField(default=False)
    language = models.CharField(max_length=8, blank=True, default="")
    # Reports that belong together: the same words by many accounts, or many about one.
    wave = models.CharField(max_length=64, blank=True, default="")

    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    assigned_to = models.ForeignKey(
        Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True, default="")
    answer = models.TextField(blank=True, default="")
    decided_by = models.ForeignKey(
        Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    office = models.ForeignKey(Office, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=clock.now)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index("state", "id", name="report_by_state"),
            models.Index("wave", condition=~Q(wave=""), name="report_wave"),
        ]

    def __str__(self) -> str:
        return f"report {self.id}"


class ReportMessage(models.Model):
    """Something said inside a report, between the office and one of the two others."""

    class With(models.TextChoices):
        REPORTER = "reporter"
        REPORTED = "reported"

    id = TimeOrderedId()
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="messages")
    conversation = models.CharField(max_length=8, choices=With)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="+")
    text = models.TextField()
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"message in {self.report_id}"

    @property
    def is_from_office(self) -> bool:
        return self.office_id is not None
