"""Notices in words, where no page shows them: on a locked telephone, in an app."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from augenhoehe.domain.notifications.models import Notification

OFFICE = frozenset({"intervention", "moderation", "report_decided"})


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
        ("moderation", "leak"): _(
            "The self-test found something internal that people outside can read. Exchange with "
            "other servers rests until an administrator has looked at it."
        ),
        ("moderation", "agreement"): _(
            "An agreement with the works council waits for the confirmation of inspection."
        ),
        ("moderation", "agr_ended"): _("An agreement with the works council is ended."),
        ("moderation", "appeal"): _("Somebody has appealed. Somebody who took no part decides."),
        ("moderation", "objection"): _("Your objection is decided. Read how, and why."),
        ("report_decided", "nothing"): _("Your report is decided: nothing was done. Read why."),
        ("report_decided", "acted"): _("Your report is decided: something was done."),
        ("report_decided", "answered"): _("Your report is decided: it was answered instead."),
    }
    return sentences.get((notice.kind, notice.step), _("The office has something to tell you."))


def title_of(notice: Notification, who: str) -> str:
    """One sentence; `who` is the name of whoever did it."""
    if notice.kind in OFFICE:
        return office_words(notice)
    if notice.step == "turned":
        return _("Below a post of yours there is more dissent than approval.")
    case = notice.case
    return (
        _titles()
        .get(notice.kind, _("Something has happened that concerns you."))
        .format(
            who=who,
            voice=case.about.name if case is not None else "",
            space=notice.space.name if notice.space is not None else "",
        )
    )


def _titles() -> dict[str, str]:
    return {
        "mention": _("{who} mentions you."),
        "reply": _("{who} replied to you."),
        "quote": _("{who} quotes your post."),
        "quoted_edited": _("{who} has changed a post that you quote."),
        "post": _("{who} has written something."),
        "post_edited": _("{who} has changed a post that you shared."),
        "poll_ended": _("The poll of {who} is over."),
        "boost": ngettext("{who} shared your post.", "{who} shared your post.", 1),
        "like": ngettext("{who} likes your post.", "{who} like your post.", 1),
        "follow": ngettext("{who} follows you.", "{who} follow you.", 1),
        "follow_request": _("{who} would like to follow you."),
        "moved": _("{who} lives at this address now. You go on following there."),
        "space_request": _("{who} would like to enter the space {space}."),
        "space_invitation": _("{who} invites you to the space {space}."),
        "space_joined": _("{who} let you into the space {space}."),
        "voice_joined": _("You speak through {who} now."),
        "codex": _("There is a new version of the codex."),
        "case_opened": _("{who} criticises {voice}."),
        "case_step": _("Something happened in a criticism of {voice}."),
        "case_offered": _("Is your post criticism? Then it can become a case with an answer."),
        "case_overdue": _("Criticism of {voice} waits longer than we promised ourselves."),
    }
