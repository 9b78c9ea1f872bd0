"""Notices of interventions, reports and appeals: where they lead whom they concern."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from augenhoehe.domain.moderation.tokens import token_for
from augenhoehe.domain.moderation.tokens_reports import token_of_report

if TYPE_CHECKING:
    from augenhoehe.domain.notifications.models import Notification

KINDS = frozenset({"intervention", "moderation", "report_decided"})


def office_url(notice: Notification) -> str:
    """Where such a notice leads."""
    thing = notice.thing or 0
    if notice.kind == "intervention":
        return reverse("statement", args=[token_for(thing)])
    if notice.kind == "report_decided":
        return reverse("report_status", args=[token_of_report(thing)])
    return {
        "report": lambda: reverse("report_show", args=[thing]),
        "answer": lambda: reverse("report_show", args=[thing]),
        "to_reporter": lambda: reverse("report_status", args=[token_of_report(thing)]),
        "to_reported": lambda: reverse("report_status", args=[token_of_report(thing, "reported")]),
        "leak": lambda: reverse("self_test"),
        "agreement": lambda: reverse("works_agreement"),
        "agr_ended": lambda: reverse("works_agreement"),
        "appeal": lambda: reverse("appeal_show", args=[thing]),
        "objection": lambda: reverse("objection_decided", args=[thing]),
    }.get(notice.step, lambda: reverse("proposals"))()
