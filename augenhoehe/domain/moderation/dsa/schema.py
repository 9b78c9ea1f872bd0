"""The fields of the European Union's transparency database: texts, choices, lists, conditions.

Source: schema V2, as the repository named in `dsa_terms` checks what it is sent.
"""

from datetime import date
from typing import NamedTuple

from augenhoehe.domain.moderation.dsa import terms

FIRST_CONTENT_DATE = date(2000, 1, 1)
FIRST_APPLICATION_DATE = date(2020, 1, 1)
LAST_DATE = date(2038, 1, 1)


class Text(NamedTuple):
    longest: int
    required: bool = False


class Choice(NamedTuple):
    allowed: frozenset[str]
    required: bool = False


class Condition(NamedTuple):
    """A field that belongs to one value of another field."""

    decides: str
    value: str
    required: bool = True


_YES_NO = frozenset({"Yes", "No"})
DECISIONS = ("decision_visibility", "decision_monetary", "decision_provision", "decision_account")

TEXTS = {
    "puid": Text(500, required=True),
    "decision_facts": Text(5000, required=True),
    "decision_visibility_other": Text(500),
    "decision_monetary_other": Text(500),
    "content_type_other": Text(500),
    "illegal_content_legal_ground": Text(500),
    "illegal_content_explanation": Text(2000),
    "incompatible_content_ground": Text(500),
    "incompatible_content_explanation": Text(2000),
    "decision_ground_reference_url": Text(500),
    "category_specification_other": Text(500),
    "source_identity": Text(500),
}
CHOICES = {
    "decision_ground": Choice(frozenset(terms.DecisionGround), required=True),
    "category": Choice(frozenset(terms.Category), required=True),
    "source_type": Choice(frozenset(terms.SourceType), required=True),
    "automated_detection": Choice(_YES_NO, required=True),
    "automated_decision": Choice(frozenset(terms.AutomatedDecision), required=True),
    "decision_monetary": Choice(frozenset(terms.DecisionMonetary)),
    "decision_provision": Choice(frozenset(terms.DecisionProvision)),
    "decision_account": Choice(frozenset(terms.DecisionAccount)),
    "account_type": Choice(frozenset(terms.AccountType)),
    "incompatible_content_illegal": Choice(_YES_NO),
    "content_language": Choice(terms.LANGUAGES),
}
LISTS = {
    "content_type": Choice(frozenset(terms.ContentType), required=True),
    "decision_visibility": Choice(frozenset(terms.DecisionVisibility)),
    "category_addition": Choice(frozenset(terms.Category)),
    "category_specification": Choice(terms.KEYWORDS),
    "territorial_scope": Choice(terms.TERRITORIES),
}
REQUIRED_DATES = {
    "content_date": FIRST_CONTENT_DATE,
    "application_date": FIRST_APPLICATION_DATE,
}
END_DATES = tuple(
    f"end_date_{kind}_restriction" for kind in ("visibility", "monetary", "service", "account")
)
CONDITIONS = {
    "decision_visibility_other": Condition("decision_visibility", terms.DecisionVisibility.OTHER),
    "decision_monetary_other": Condition("decision_monetary", terms.DecisionMonetary.OTHER),
    "content_type_other": Condition("content_type", terms.ContentType.OTHER),
    "illegal_content_legal_ground": Condition(
        "decision_ground", terms.DecisionGround.ILLEGAL_CONTENT
    ),
    "illegal_content_explanation": Condition(
        "decision_ground", terms.DecisionGround.ILLEGAL_CONTENT
    ),
    "incompatible_content_ground": Condition(
        "decision_ground", terms.DecisionGround.INCOMPATIBLE_CONTENT
    ),
    "incompatible_content_explanation": Condition(
        "decision_ground", terms.DecisionGround.INCOMPATIBLE_CONTENT
    ),
    "incompatible_content_illegal": Condition(
        "decision_ground", terms.DecisionGround.INCOMPATIBLE_CONTENT, required=False
    ),
}
KNOWN_FIELDS = frozenset((*TEXTS, *CHOICES, *LISTS, *REQUIRED_DATES, *END_DATES, "content_id"))
