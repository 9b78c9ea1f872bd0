"""Reports in words: categories, states, outcomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from augenhoehe.domain.moderation.models import Report

CATEGORIES: dict[str, _StrPromise] = {
    "insult": _("Insult"),
    "threat": _("Threat"),
    "hate": _("Hate against a group"),
    "personal_data": _("Personal data, such as an address"),
    "spam": _("Spam"),
    "advertising": _("A label is missing: advertising, paid for, or an own interest"),
    "copyright": _("Somebody else's work or picture"),
    "minors": _("Abuse of children"),
    "unlawful": _("Something else that is unlawful"),
    "other": _("Something else"),
}
STATES: dict[str, _StrPromise] = {
    "open": _("nobody looks after it yet"),
    "taken": _("somebody looks after it"),
    "decided": _("decided"),
}
OUTCOMES: dict[str, _StrPromise] = {
    "nothing": _("Nothing was restricted."),
    "answered": _("It is answered instead of restricted."),
    "acted": _("Something was done about it."),
}
STEPS: dict[str, _StrPromise] = {
    "taken": _("taken"),
    "given_back": _("given back"),
    "assigned": _("passed on"),
    "decided": _("decided"),
}


def category_words(category: str) -> str:
    """What a report is about."""
    return str(CATEGORIES.get(category, category))


def reported_name(report: Report) -> str:
    """Who is reported: a guest by the name that stands beside what they said."""
    guest = report.post.guest_name if report.post is not None else ""
    return guest or report.account.known_as


def outcome_of_report(outcome: str) -> str:
    """How a report ended."""
    return str(OUTCOMES.get(outcome, outcome))


def step_of_report(kind: str) -> str:
    """What was done with a report in the office."""
    return str(STEPS.get(kind, kind))
