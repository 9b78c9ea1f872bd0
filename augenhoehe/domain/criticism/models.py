from __future__ import annotations

from django.db import models

from augenhoehe.domain.people.models import Account, ProtectedName
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class CaseQuerySet(models.QuerySet["Case"]):
    def waiting(self) -> CaseQuerySet:
        """The organisation owes the next step."""
        return self.filter(state__in=WAITING)

    def unresolved(self) -> CaseQuerySet:
        return self.exclude(state__in=ENDED)


class Case(models.Model):
    """A criticism the organisation owes an answer to."""

    class State(models.TextChoices):
        OPEN = "open"
        SEEN = "seen"
        ANSWERED = "answered"
        REMEDIED = "remedied"
        CONFIRMED = "confirmed"
        DISPUTED = "disputed"
        DORMANT = "dormant"
        WITHDRAWN = "withdrawn"

    id = TimeOrderedId()
    # PROTECT nothing here: a deleted post keeps its row as a tombstone.
    post = models.OneToOneField(Post, on_delete=models.PROTECT, related_name="+")
    about = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    critic = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    wanted = models.CharField(max_length=500, blank=True, default="")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    # Who looks after it now. Shown on the page (by the protected name, where there is one),
    # counted nowhere.
    taken_by = models.ForeignKey(
        Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    taken_under = models.ForeignKey(
        ProtectedName, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    opened_at = models.DateTimeField(default=clock.now)
    state_since = models.DateTimeField(default=clock.now)
    answered_at = models.DateTimeField(null=True, blank=True)  # the first answer
    audience = models.PositiveSmallIntegerField(default=0)  # as the post's, for lists

    objects = CaseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index("state", "state_since", "id", name="case_by_state"),
            models.Index("about", "id", name="case_about"),
        ]

    def __str__(self) -> str:
        return f"Case {self.id}"


WAITING = (Case.State.OPEN, Case.State.SEEN, Case.State.DISPUTED)
ENDED = (Case.State.CONFIRMED, Case.State.WITHDRAWN)


class CaseEvent(models.Model):
    """One step of a case. Rows are only ever added, each chained to the one before.

    The chain holds commitments (`record`, `hash`); words and names lie beside it, so that
    a person's data can be erased without breaking it.
    """

    class Kind(models.TextChoices):
        OPENED = "opened"
        TAKEN = "taken"
        HANDED_OVER = "handed_over"
        ANSWERED = "answered"
        REMEDIED = "remedied"
        CONFIRMED = "confirmed"
        DISPUTED = "disputed"
        REOPENED = "reopened"
        WITHDRAWN = "withdrawn"
        FELL_DORMANT = "fell_dormant"

    id = TimeOrderedId()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    from_state = models.CharField(max_length=10, blank=True, default="")
    to_state = models.CharField(max_length=10, choices=Case.State)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    protected_name = models.ForeignKey(
        ProtectedName, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    text = models.TextField(blank=True, default="")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="+")
    salt = models.CharField(max_length=32, blank=True, default="")
    record = models.JSONField()
    hash = models.CharField(max_length=64)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint("case", "number", name="case_event_number_once")]

    def __str__(self) -> str:
        return f"{self.kind} ({self.number})"


class Answer(models.Model):
    """A public reply to a criticism, and the person who stands behind it."""

    class Verdict(models.TextChoices):
        """Is it true? The first question, asked before any other."""

        TRUE = "true"
        PARTLY = "partly"
        FALSE = "false"
        UNKNOWN = "unknown"

    id = TimeOrderedId()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="answers")
    post = models.OneToOneField(Post, on_delete=models.PROTECT, related_name="+")
    given_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    verdict = models.CharField(max_length=8, choices=Verdict)
    given_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"Answer to {self.case_id}"
