from django.db import models

from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class MailContact(models.Model):
    """A confirmed mail address without a profile: critics by mail, appeals, later visitors.

    The address is never public: looked up by a keyed hash, kept encrypted for sending.
    """

    id = TimeOrderedId()
    name = models.CharField(max_length=100, blank=True, default="")
    address_hash = models.CharField(max_length=64, unique=True)
    address_encrypted = models.BinaryField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    language = models.CharField(max_length=8, blank=True, default="")
    created_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.name or f"contact {self.id}"
