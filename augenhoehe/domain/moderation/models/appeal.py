from __future__ import annotations

from django.db import models
from django.db.models import Q

from augenhoehe.domain.moderation import terms
from augenhoehe.domain.moderation.models.intervention import Intervention, Target
from augenhoehe.domain.moderation.models.office import Office
from augenhoehe.domain.people.models import Account, MailContact
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class Appeal(models.Model):
    """Somebody says that an intervention was wrong, with reasons; somebody else decides.

    By the affected person (`target`), or an objection by anybody else.
    """

    class Party(models.TextChoices):
        AFFECTED = "affected"
        OTHER = "other"

    id = TimeOrderedId()
    intervention = models.ForeignKey(Intervention, on_delete=models.PROTECT, related_name="appeals")
    target = models.ForeignKey(Target, on_delete=models.PROTECT, null=True, related_name="appeals")
    party = models.CharField(max_length=8, choices=Party)
    account = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    contact = models.ForeignKey(MailContact, on_delete=models.SET_NULL, null=True, related_name="+")
    text = models.TextField()
    language = models.CharField(max_length=8, blank=True, default="")
    created_at = models.DateTimeField(default=clock.now)
    # An objection by mail counts once the address has answered; all others at once.
    confirmed_at = models.DateTimeField(null=True, blank=True, default=clock.now)

    outcome = models.CharField(
        max_length=10,
        choices=[(word.value, word.value) for word in terms.Outcome],
        blank=True,
        default="",
    )
    reasons = models.TextField(blank=True, default="")
    decided_by = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "target", condition=Q(party="affected"), name="appeal_once_by_the_affected"
            ),
            models.UniqueConstraint(
                "intervention",
                "account",
                condition=Q(party="other", account__isnull=False),
                name="objection_once_by_account",
            ),
            models.UniqueConstraint(
                "intervention",
                "contact",
                condition=Q(party="other", contact__isnull=False),
                name="objection_once_by_contact",
            ),
        ]
        indexes = [models.Index("outcome", "id", name="appeal_by_outcome")]

    def __str__(self) -> str:
        return f"appeal {self.id}"

    @property
    def is_open(self) -> bool:
        return not self.outcome and self.confirmed_at is not None
