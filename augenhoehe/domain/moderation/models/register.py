from __future__ import annotations

from django.db import models
from django.db.models import Q

from augenhoehe.domain.people.models import MailContact
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class RegisterTally(models.Model):
    """How many entries there are of a sort, and between which numbers they lie.

    The few rows answer for half a million: counts and filters never go through the entries.
    """

    id = TimeOrderedId()
    year = models.PositiveSmallIntegerField()
    event = models.CharField(max_length=16)
    kind = models.CharField(max_length=24)
    ground = models.CharField(max_length=8, blank=True, default="")
    clause = models.CharField(max_length=60, blank=True, default="")
    is_of_criticism = models.BooleanField(default=False)
    entries = models.PositiveBigIntegerField(default=0)
    first_seq = models.PositiveBigIntegerField()
    last_seq = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["year", "event", "kind", "ground", "clause", "is_of_criticism"],
                name="register_tally_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.entries} of {self.kind} in {self.year}"


class RegisterEntry(models.Model):
    """One entry of the public register: the canonical record as written, and its hash.

    Rows are only added; the database itself refuses everything else (`triggers`). What
    stands beside `record` repeats it, for filters.
    """

    seq = models.PositiveBigIntegerField(primary_key=True)
    uid = models.CharField(max_length=24, unique=True)
    record = models.TextField()
    hash = models.CharField(max_length=64)
    at = models.DateTimeField()
    event = models.CharField(max_length=16)
    kind = models.CharField(max_length=24)
    ground = models.CharField(max_length=8, blank=True, default="")
    clause = models.CharField(max_length=60, blank=True, default="")
    about = models.CharField(max_length=24, blank=True, default="")  # the uid of another entry
    is_of_criticism = models.BooleanField(default=False)
    tally = models.ForeignKey(
        RegisterTally, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        ordering = ["-seq"]
        indexes = [
            models.Index("tally", "seq", name="entry_by_tally"),
            models.Index("about", "seq", condition=~Q(about=""), name="entry_about"),
        ]

    def __str__(self) -> str:
        return f"entry {self.seq}"


class RegisterText(models.Model):
    """Words beside an entry, with the salt of the commitment; can be erased or sealed for a time.

    `part` is facts, reasons or links.
    """

    id = TimeOrderedId()
    seq = models.PositiveBigIntegerField()  # no key: the chain does not depend on it
    part = models.CharField(max_length=12)
    salt = models.CharField(max_length=64)
    fields = models.TextField()  # canonical JSON, as it was committed to
    sealed_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint("seq", "part", name="register_text_once")]
        indexes = [
            models.Index(
                "sealed_until", condition=Q(sealed_until__isnull=False), name="register_text_sealed"
            )
        ]

    def __str__(self) -> str:
        return f"{self.part} of {self.seq}"


class RegisterHead(models.Model):
    """The head of the chain on a day, signed, as it went out."""

    id = TimeOrderedId()
    seq = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)
    at = models.DateTimeField(default=clock.now)
    document = models.TextField()  # as published, with its signature

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"head {self.seq}"


class RegisterSubscriber(models.Model):
    """Somebody who gets the head of each day by mail, to check the register against later."""

    id = TimeOrderedId()
    contact = models.OneToOneField(MailContact, on_delete=models.CASCADE, related_name="+")
    language = models.CharField(max_length=8, blank=True, default="")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return f"subscriber {self.id}"


class VerificationRun(models.Model):
    """When the chain was last checked on this server, and what came out; for the line on top."""

    id = TimeOrderedId()
    at = models.DateTimeField(default=clock.now)
    seq = models.PositiveBigIntegerField()
    hash = models.CharField(max_length=64)
    broken_at = models.PositiveBigIntegerField(null=True)

    def __str__(self) -> str:
        return f"checked up to {self.seq}"
