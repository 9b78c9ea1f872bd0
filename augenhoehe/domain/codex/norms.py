"""Norms of the law that are often named for unlawful content, to choose from.

Source: the German statutes and the GDPR, as of 2025. The category is a suggestion in the words
of the EU transparency database (`moderation/dsa/terms.py`), without their prefix.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from django.utils.translation import get_language

_FILE = Path(__file__).with_name("norms.yaml")

# What usually fits a clause of the first version; whoever decides may choose otherwise.
CATEGORY_OF_CLAUSE: Mapping[str, str] = {
    "insult": "ILLEGAL_OR_HARMFUL_SPEECH",
    "threats": "CYBER_VIOLENCE",
    "personal-data": "DATA_PROTECTION_AND_PRIVACY_VIOLATIONS",
    "spam": "SCAMS_AND_FRAUD",
    "hidden-advertising": "CONSUMER_INFORMATION",
    "hate": "ILLEGAL_OR_HARMFUL_SPEECH",
    "copyright": "INTELLECTUAL_PROPERTY_INFRINGEMENTS",
    "impersonation": "SCAMS_AND_FRAUD",
    "minors": "PROTECTION_OF_MINORS",
    "confidential": "DATA_PROTECTION_AND_PRIVACY_VIOLATIONS",
}
OTHER = "OTHER_VIOLATION_TC"


@dataclass(frozen=True, slots=True)
class Norm:
    """One norm: how it is cited, what it is about, and the category it suggests."""

    cite: str
    name_en: str
    name_de: str
    category: str

    @property
    def name(self) -> str:
        """In the reader's language."""
        return self.name_de if (get_language() or "").startswith("de") else self.name_en

    def __str__(self) -> str:
        return f"{self.cite} ({self.name})"


@cache
def norms() -> tuple[Norm, ...]:
    """The whole catalogue, in its order."""
    rows = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple(Norm(row["cite"], row["en"], row["de"], row["category"]) for row in rows)


def norm(cite: str) -> Norm | None:
    """The norm cited so; None where somebody named one of their own."""
    return next((norm for norm in norms() if norm.cite == cite), None)


def category_for(*, cite: str = "", clause_key: str = "") -> str:
    """The category that a norm, else a clause, suggests."""
    found = norm(cite)
    return found.category if found else CATEGORY_OF_CLAUSE.get(clause_key, OTHER)
