from __future__ import annotations

from django.db import models

from augenhoehe.domain.people.models import Account, MailContact, ProtectedName
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId

_WAITS = models.Q(waits_since__isnull=False)


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
        REMOVED = "removed"

    class Channel(models.TextChoices):
        """How the criticism reached the organisation."""

        POST = "post"
        MENTION = "mention"
        FORM = "form"
        TELEPHONE = "telephone"
        LETTER = "letter"
        MAIL = "mail"
        ELSEWHERE = "elsewhere"

    id = TimeOrderedId()
    # PROTECT nothing here: a deleted post keeps its row as a tombstone.
    post = models.OneToOneField(Post, on_delete=models.PROTECT, related_name="+")
    about = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    # The critic has an account, here or elsewhere, or a confirmed address. Neither: somebody
    # telephoned or wrote, or it was brought in from elsewhere; nobody can confirm it then.
    critic = models.ForeignKey(
        Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    contact = models.ForeignKey(
        MailContact, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    channel = models.CharField(max_length=9, choices=Channel, default=Channel.POST)
    entered_by = models.ForeignKey(
        Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    source_url = models.URLField(max_length=1000, blank=True, default="")
    topic = models.CharField(max_length=60, blank=True, default="")
    wanted = models.CharField(max_length=500, blank=True, default="")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    # The organisation disagrees, and has said with which source; None once somebody moved on.
    contested_at = models.DateTimeField(null=True, blank=True)
    # Where a resting or removed case returns to.
    former_state = models.CharField(max_length=10, choices=State, blank=True, default="")
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
    due_at = models.DateTimeField(null=True, blank=True)  # the target, in business hours
    # Since when the organisation owes the next step; None while it does not. For the queue.
    waits_since = models.DateTimeField(null=True, blank=True, default=clock.now)
    # The same criticism as in another case: a link, not a state. Each critic confirms alone.
    merged_into = models.ForeignKey(
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="duplicates"
    )
    audience = models.PositiveSmallIntegerField(default=0)  # as the post's, for lists

    objects = CaseQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index("state", "state_since", "id", name="case_by_state"),
            models.Index("about", "id", name="case_about"),
            models.Index("state", "opened_at", "id", name="case_by_age"),
            models.Index("topic", "id", condition=~models.Q(topic=""), name="case_by_topic"),
            models.Index("channel", "state", "id", name="case_by_channel"),
            # The queue of the desk, and its filters, each in the order in which it is shown.
            models.Index("waits_since", "id", condition=_WAITS, name="case_queue"),
            models.Index("state", "waits_since", "id", condition=_WAITS, name="queue_by_state"),
            models.Index("about", "waits_since", "id", condition=_WAITS, name="queue_by_about"),
            models.Index("channel", "waits_since", "id", condition=_WAITS, name="queue_by_channel"),
            models.Index("topic", "waits_since", "id", condition=_WAITS, name="queue_by_topic"),
            models.Index("taken_by", "waits_since", "id", condition=_WAITS, name="queue_by_taken"),
            models.Index("due_at", "id", condition=_WAITS, name="queue_by_due"),
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
        ACCEPTED = "accepted"  # disputed, and answered after all: a new fact
        CONTESTED = "contested"  # the organisation disagrees with the criticism, with a source
        REMOVED = "removed"
        RESTORED = "restored"
        MERGED = "merged"
        SEPARATED = "separated"

    id = TimeOrderedId()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="events")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    from_state = models.CharField(max_length=10, blank=True, default="")
    to_state = models.CharField(max_length=10, choices=Case.State)
    at = models.DateTimeField(default=clock.now)
    by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    by_contact = models.ForeignKey(
        MailContact, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    protected_name = models.ForeignKey(
        ProtectedName, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    # To whom a case was handed over, and under which protected name.
    to = models.ForeignKey(
        Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    to_name = models.ForeignKey(
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
    """A public reply to a criticism, and the person who stands behind it.

    One reply can answer several cases that were linked.
    """

    class Verdict(models.TextChoices):
        """Is it true? The first question, asked before any other."""

        TRUE = "true"
        PARTLY = "partly"
        FALSE = "false"
        UNKNOWN = "unknown"

    id = TimeOrderedId()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="answers")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    given_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    verdict = models.CharField(max_length=8, choices=Verdict)
    given_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint("case", "post", name="answer_once_in_a_case")]

    def __str__(self) -> str:
        return f"Answer to {self.case_id}"
