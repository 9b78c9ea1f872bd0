from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.db.models import Q

from augenhoehe.domain.codex.models import Clause
from augenhoehe.domain.moderation import terms
from augenhoehe.domain.moderation.models.check import StreisandCheck
from augenhoehe.domain.moderation.models.office import Office
from augenhoehe.domain.moderation.models.report import Report
from augenhoehe.domain.people.models import Account, Hat, VoiceMembership
from augenhoehe.domain.posts.models import Post, Tag
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


def _choices(words: type[StrEnum]) -> list[tuple[str, str]]:
    return [(word.value, word.value) for word in words]


class Intervention(models.Model):
    """Everything by which a post or a person is restricted: why, by which rule, until when.

    What it does to posts and people is worked out from the interventions in force
    (`effects.settle_…`), so that ending one of two leaves the other.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed"  # of criticism: waits for a second person and a night
        DECLINED = "declined"
        DROPPED = "dropped"
        IN_FORCE = "in_force"
        ENDED = "ended"
        OVERTURNED = "overturned"

    class Rung(models.TextChoices):
        """What was considered before, and would not do."""

        ANSWER = "answer"
        ASK = "ask"
        NOTE = "note"
        PAUSE_THREAD = "pause_thread"
        TIME_LIMIT = "time_limit"

    class Category(models.TextChoices):
        """Words of the transparency database without their prefix."""

        ANIMAL_WELFARE = "ANIMAL_WELFARE"
        CONSUMER_INFORMATION = "CONSUMER_INFORMATION"
        CYBER_VIOLENCE = "CYBER_VIOLENCE"
        CYBER_VIOLENCE_AGAINST_WOMEN = "CYBER_VIOLENCE_AGAINST_WOMEN"
        DATA_PROTECTION = "DATA_PROTECTION_AND_PRIVACY_VIOLATIONS"
        HARMFUL_SPEECH = "ILLEGAL_OR_HARMFUL_SPEECH"
        INTELLECTUAL_PROPERTY = "INTELLECTUAL_PROPERTY_INFRINGEMENTS"
        ELECTIONS = "NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS"
        NOT_SPECIFIED = "NOT_SPECIFIED_NOTICE"
        OTHER = "OTHER_VIOLATION_TC"
        MINORS = "PROTECTION_OF_MINORS"
        PUBLIC_SECURITY = "RISK_FOR_PUBLIC_SECURITY"
        SCAMS = "SCAMS_AND_FRAUD"
        SELF_HARM = "SELF_HARM"
        UNSAFE_PRODUCTS = "UNSAFE_AND_PROHIBITED_PRODUCTS"
        VIOLENCE = "VIOLENCE"

    id = TimeOrderedId()
    # The id of its entry in the register, and the end of that entry's address.
    uid = models.CharField(max_length=24, unique=True)
    kind = models.CharField(max_length=24, choices=_choices(terms.Kind))
    state = models.CharField(max_length=10, choices=State, default=State.IN_FORCE)
    ground = models.CharField(max_length=8, choices=_choices(terms.Ground))
    norm = models.CharField(max_length=200, blank=True, default="")  # where it is unlawful
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="+")
    category = models.CharField(max_length=60, choices=Category, default=Category.OTHER)
    source = models.CharField(
        max_length=16, choices=_choices(terms.Source), default=terms.Source.OWN_INITIATIVE
    )
    report = models.ForeignKey(
        Report, on_delete=models.SET_NULL, null=True, blank=True, related_name="interventions"
    )
    facts = models.TextField()  # without personal data: public
    reasons = models.TextField()
    language = models.CharField(max_length=8)
    rung = models.CharField(max_length=12, choices=Rung)
    rung_why = models.CharField(max_length=1000)

    # By and for whom.
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="+")
    second = models.ForeignKey(
        Account, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    second_office = models.ForeignKey(
        Office, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    second_reasons = models.CharField(max_length=1000, blank=True, default="")

    # Whether it concerns criticism of the organisation, and what follows from that.
    is_of_criticism = models.BooleanField(default=False)
    said_to_be_none = models.BooleanField(default=False)  # what looked like it was said not to be
    at_once = models.BooleanField(default=False)  # clearly unlawful: acted first, reviewed after
    check_run = models.ForeignKey(
        StreisandCheck, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    not_before = models.DateTimeField(null=True, blank=True)  # the end of the night

    created_at = models.DateTimeField(default=clock.now)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    review_due_at = models.DateTimeField(null=True, blank=True)
    sealed_until = models.DateTimeField(null=True, blank=True)  # the law forbids to publish it now

    class Meta:
        indexes = [
            models.Index("state", "id", name="intervention_by_state"),
            models.Index(
                "review_due_at",
                condition=Q(review_due_at__isnull=False),
                name="intervention_to_review",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.uid}"


class Target(models.Model):
    """One thing an intervention is about. A wave of spam has many; each can be appealed alone.

    Exactly one of post, account, tag and domain is set. `voice` says for whom an account was
    blocked, or which voice was withdrawn from it.
    """

    id = TimeOrderedId()
    intervention = models.ForeignKey(Intervention, on_delete=models.PROTECT, related_name="targets")
    post = models.ForeignKey(Post, on_delete=models.PROTECT, null=True, related_name="+")
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    voice = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, null=True, related_name="+")
    domain = models.CharField(max_length=253, blank=True, default="")
    # Whom it concerns: the author of the post, or the account itself; None for others.
    affected = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    # What a won appeal gives back that is not worked out from the interventions in force.
    membership = models.ForeignKey(
        VoiceMembership, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    hat = models.ForeignKey(Hat, on_delete=models.SET_NULL, null=True, related_name="+")
    told_at = models.DateTimeField(null=True, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)  # ended, or overturned for this one

    class Meta:
        indexes = [
            models.Index("post", condition=Q(post__isnull=False), name="target_post"),
            models.Index("account", condition=Q(account__isnull=False), name="target_account"),
            models.Index("affected", "id", name="target_affected"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(post__isnull=False, account__isnull=True, tag__isnull=True, domain="")
                    | Q(post__isnull=True, account__isnull=False, tag__isnull=True, domain="")
                    | Q(post__isnull=True, account__isnull=True, tag__isnull=False, domain="")
                    | Q(post__isnull=True, account__isnull=True, tag__isnull=True) & ~Q(domain="")
                ),
                name="target_is_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"target of {self.intervention_id}"


class DomainMeasure(models.Model):
    """How another server is dealt with; federation reads it. Written by interventions alone."""

    id = TimeOrderedId()
    domain = models.CharField(max_length=253, unique=True)
    interventions = models.PositiveSmallIntegerField(default=0)  # in force
    is_suspended = models.BooleanField(default=False)
    is_limited = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.domain
