from hashlib import sha256

from django.db import models

from augenhoehe.domain.people.models import Account
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class Draft(models.Model):
    """What somebody is writing at a place (`slot`), kept until it is posted or dropped.

    Two pages may write at one place: the second draft then lies beside it, at `<slot>~<random>`.
    """

    id = TimeOrderedId()
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="+")
    slot = models.CharField(max_length=80)  # "new", "reply:<id>", "case:<id>", "space:<slug>"
    text = models.TextField(blank=True, default="")
    warning = models.CharField(max_length=300, blank=True, default="")
    updated_at = models.DateTimeField(default=clock.now)

    class Meta:
        constraints = [models.UniqueConstraint("account", "slot", name="draft_per_place")]

    def __str__(self) -> str:
        return f"{self.slot} of {self.account_id}"

    @property
    def fingerprint(self) -> str:
        """By which a page recognises the draft it wrote."""
        return sha256(f"{self.warning}\0{self.text}".encode()).hexdigest()[:24]
