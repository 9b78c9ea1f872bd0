from __future__ import annotations

from django.db import models
from django.utils.translation import get_language

from augenhoehe.domain.codex.models.written import WrittenClause
from augenhoehe.domain.people.models import Account
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import TimeOrderedId


class Version(models.Model):
    """The codex as it stood from a day on. A published version is never changed."""

    id = TimeOrderedId()
    number = models.PositiveIntegerField(unique=True)
    published_at = models.DateTimeField(default=clock.now)
    published_by = models.ForeignKey(
        Account, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    note_en = models.CharField(max_length=500, blank=True, default="")
    note_de = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        ordering = ["-number"]

    def __str__(self) -> str:
        return f"codex, version {self.number}"

    @property
    def note(self) -> str:
        """Why it was published, in the reader's language."""
        return self.note_de if (get_language() or "").startswith("de") else self.note_en


class Clause(WrittenClause):
    """One rule in one version: what measures, hints and playbooks cite, with its wording then."""

    id = TimeOrderedId()
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="clauses")
    key = models.SlugField(max_length=60)  # the same in every version
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint("version", "key", name="clause_once_in_a_version")]

    def __str__(self) -> str:
        return f"{self.key} ({self.version_id})"


class Playbook(models.Model):
    """A decision tree as it was published with a version of the codex."""

    id = TimeOrderedId()
    version = models.ForeignKey(Version, on_delete=models.PROTECT, related_name="playbooks")
    key = models.SlugField(max_length=60)  # the same in every version
    position = models.PositiveSmallIntegerField()
    source = models.TextField()  # YAML, as somebody wrote it

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint("version", "key", name="playbook_once_in_a_version")]

    def __str__(self) -> str:
        return f"{self.key} ({self.version_id})"
