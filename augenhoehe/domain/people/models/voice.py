from __future__ import annotations

from django.db import models
from django.db.models import Q

from augenhoehe.domain.people.models.account import Account
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class VoiceMembership(models.Model):
    """A person speaks through a voice, as writer or as steward, from then until then."""

    class Role(models.TextChoices):
        WRITER = "writer"
        STEWARD = "steward"

    id = TimeOrderedId()
    voice = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="voice_members")
    person = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="voices")
    role = models.CharField(max_length=8, choices=Role, default=Role.WRITER)
    joined_at = models.DateTimeField(default=clock.now)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "voice",
                "person",
                condition=Q(left_at__isnull=True),
                name="voice_membership_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} speaks through {self.voice}"


class ProtectedName(models.Model):
    """The stable name under which a person at risk writes for a voice.

    Labelled as such wherever it is shown; who it is, only an auditor may read, and that
    reading is logged.
    """

    id = TimeOrderedId()
    voice = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="protected_names")
    person = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    in_use = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [
            models.UniqueConstraint("voice", "person", name="protected_name_stable"),
            models.UniqueConstraint("voice", "name", name="protected_name_of_one_person"),
        ]

    def __str__(self) -> str:
        return self.name


class VoiceEvent(models.Model):
    """The public log of a voice: who joined and who left, and who let them.

    Somebody with a protected name stands in it under that name.
    """

    class Kind(models.TextChoices):
        FOUNDED = "founded"
        JOINED = "joined"
        LEFT = "left"
        BECAME_STEWARD = "became_steward"
        BECAME_WRITER = "became_writer"
        NAME_PROTECTED = "name_protected"
        NAME_RESOLVED = "name_resolved"
        WITHDRAWN = "withdrawn"  # by an intervention
        GIVEN_BACK = "given_back"

    id = TimeOrderedId()
    voice = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=16, choices=Kind)
    person = models.ForeignKey(
        Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    protected_name = models.ForeignKey(
        ProtectedName, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by = models.ForeignKey(
        Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    by_protected_name = models.ForeignKey(
        ProtectedName, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"
