"""Notices of interventions, reports and appeals, in words: to whom they concern, and the office."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from augenhoehe.domain.moderation.tokens import token_for
from augenhoehe.domain.moderation.tokens_reports import token_of_report

if TYPE_CHECKING:
    from augenhoehe.domain.notifications.models import Notification

KINDS = frozenset({"intervention", "moderation", "report_decided"})


def office_words(notice: Notification) -> str:
    """What happened, by the kind and step of a notice."""
    sentences = {
        ("intervention", "in_force"): _(
            "Something of yours was restricted. Read why, and how to appeal."
        ),
        ("intervention", "ended"): _("A restriction of yours is over."),
        ("intervention", "restored"): _(
            "A restriction of yours was wrong and is taken back. Everything stands again."
        ),
        ("intervention", "upheld"): _("Your appeal is decided: the restriction stays. Read why."),
        ("intervention", "changed"): _("Your appeal is decided: the restriction changes."),
        ("intervention", "overturned"): _("Your appeal is decided: you were right."),
        ("moderation", "report"): _("Somebody has reported something."),
        ("moderation", "answer"): _("Somebody has answered the office inside a report."),
        ("moderation", "to_reporter"): _("The office asks you something about your report."),
        ("moderation", "to_reported"): _("The office asks you something about a report."),
        ("moderation", "proposal"): _(
            "Somebody proposes to restrict criticism. A second person has to decide."
        ),
        ("moderation", "appeal"): _("Somebody has appealed. Somebody who took no part decides."),
        ("moderation", "objection"): _("Your objection is decided. Read how, and why."),
        ("report_decided", "nothing"): _("Your report is decided: nothing was done. Read why."),
        ("report_decided", "acted"): _("Your report is decided: something was done."),
        ("report_decided", "answered"): _("Your report is decided: it was answered instead."),
    }
    return sentences.get((notice.kind, notice.step), _("The office has something to tell you."))


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
        "appeal": lambda: reverse("appeal_show", args=[thing]),
        "objection": lambda: reverse("objection_decided", args=[thing]),
    }.get(notice.step, lambda: reverse("proposals"))()
