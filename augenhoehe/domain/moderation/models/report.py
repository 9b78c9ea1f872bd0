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
    # Reports that belong together: the same words by many accounts, or many about one. The
    # wave is a name for them; by these two a report finds others like it (`waves`).
    wave = models.CharField(max_length=64, blank=True, default="")
    words_print = models.CharField(max_length=64, blank=True, default="")
    link_print = models.CharField(max_length=64, blank=True, default="")

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
    # Their own server was told too, at the reporter's wish; never who reported.
    passed_on_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index("state", "id", name="report_by_state"),
            models.Index("wave", condition=~Q(wave=""), name="report_wave"),
            models.Index("words_print", condition=~Q(words_print=""), name="report_words"),
            models.Index("link_print", condition=~Q(link_print=""), name="report_link"),
        ]
        # One report per person and thing at a time; once it is decided there can be another.
        constraints = [
            models.UniqueConstraint(
                who,
                thing,
                condition=Q(
                    ("state__in", ["open", "taken"]),
                    (f"{who}__isnull", False),
                    ("post__isnull", thing == "account"),
                ),
                name=f"report_once_{who}_{thing}",
            )
            for who in ("reporter", "contact")
            for thing in ("post", "account")
        ]

    def __str__(self) -> str:
        return f"report {self.id}"

    @property
    def is_decided(self) -> bool:
        return self.state == self.State.DECIDED


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


class ReportStep(models.Model):
    """Who took a report, gave it back, passed it on or decided it, and when.

    Whoever has a report can read what was reported, so this is also the log of who could.
    """

    class Kind(models.TextChoices):
        TAKEN = "taken"
        GIVEN_BACK = "given_back"
        ASSIGNED = "assigned"
        DECIDED = "decided"

    id = TimeOrderedId()
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=10, choices=Kind)
    by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    to = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.kind}: {self.report_id}"
