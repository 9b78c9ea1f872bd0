from __future__ import annotations

from django.db import models

from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class HatList(models.Model):
    """The newest signed list of an organisation elsewhere, as far as we have to remember it.

    It is remembered so that an older one is not believed, nor one that another key signed
    while this one is valid.
    """

    id = TimeOrderedId()
    domain = models.CharField(max_length=253, unique=True)
    key = models.CharField(max_length=64)  # 32 bytes in hexadecimal digits
    issued_at = models.DateTimeField()
    valid_until = models.DateTimeField()
    checked_at = models.DateTimeField(default=clock.now)
    refused = models.CharField(max_length=20, blank=True, default="")  # why, at the last look

    def __str__(self) -> str:
        return f"hats of {self.domain}"
