from __future__ import annotations

from django.db import models
from django.utils.translation import get_language


class WrittenClause(models.Model):
    """What a clause says, published or planned. At least one language has title and text."""

    class Kind(models.TextChoices):
        HELP = "help"
        INSTRUCTION = "instruction"

    class Audience(models.TextChoices):
        """For whom it is written; everybody may read it all the same."""

        EVERYBODY = "everybody"
        MEMBERS = "members"  # of the organisation
        WRITERS = "writers"  # who speak through a voice or wear a hat
        DESK = "desk"
        MODERATORS = "moderators"

    kind = models.CharField(max_length=12, choices=Kind, default=Kind.HELP)
    audience = models.CharField(max_length=12, choices=Audience, default=Audience.EVERYBODY)
    # A measure against somebody can cite it; advice for one's own writing cannot be broken.
    can_be_cited = models.BooleanField(default=True)
    valid_from = models.DateField(null=True, blank=True)  # None: since it was published
    # Who agreed to an instruction, when, and where that is written down (works council).
    approved_by = models.CharField(max_length=200, blank=True, default="")
    approved_on = models.DateField(null=True, blank=True)
    approval_reference = models.CharField(max_length=300, blank=True, default="")
    legal_basis = models.CharField(max_length=300, blank=True, default="")
    title_en = models.CharField(max_length=150, blank=True, default="")
    title_de = models.CharField(max_length=150, blank=True, default="")
    text_en = models.TextField(blank=True, default="")  # Markdown
    text_de = models.TextField(blank=True, default="")
    # Sentences that show it: lists of text.
    good_en = models.JSONField(default=list, blank=True)
    good_de = models.JSONField(default=list, blank=True)
    bad_en = models.JSONField(default=list, blank=True)
    bad_de = models.JSONField(default=list, blank=True)

    class Meta:
        abstract = True

    @property
    def languages(self) -> list[str]:
        """The languages it is written in."""
        return [code for code in ("de", "en") if getattr(self, f"text_{code}")]

    @property
    def shown_language(self) -> str:
        """The reader's language where it is written in that, else the one there is."""
        wanted = "de" if (get_language() or "").startswith("de") else "en"
        there = self.languages
        return wanted if wanted in there or not there else there[0]

    @property
    def title(self) -> str:
        """In the reader's language."""
        return str(getattr(self, f"title_{self.shown_language}"))

    @property
    def text(self) -> str:
        """In the reader's language."""
        return str(getattr(self, f"text_{self.shown_language}"))

    @property
    def good(self) -> list[str]:
        """Examples of how to, in the reader's language."""
        return list(getattr(self, f"good_{self.shown_language}"))

    @property
    def bad(self) -> list[str]:
        """Examples of how not to, in the reader's language."""
        return list(getattr(self, f"bad_{self.shown_language}"))
