from django.db import models

from augenhoehe.domain.people.models.account import Account
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class Lookup(models.Model):
    """Somebody with a duty read what concerns a person and is not public. Rows are only added.

    The inspection role reads this log, and stands in it itself.
    """

    id = TimeOrderedId()
    by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    role = models.CharField(max_length=12, blank=True, default="")  # of `RoleGrant.Role`
    what = models.CharField(max_length=60)  # a name in code, as `protected_name`
    about = models.ForeignKey(
        Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    at = models.DateTimeField(default=clock.now)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.what} {self.at:%Y-%m-%d}"
