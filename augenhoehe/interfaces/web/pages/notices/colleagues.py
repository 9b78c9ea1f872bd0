"""Notices of help before and after: what a colleague asks or says, and where it leads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from augenhoehe.interfaces.web.addresses import post_url

if TYPE_CHECKING:
    from augenhoehe.domain.notifications.models import Notification
    from augenhoehe.domain.posts.models import Post


def colleague_words(step: str, *, who: SafeString) -> SafeString:
    """What happened. Who released something is named to nobody."""
    words = {
        "look_asked": _("{who} asks you to look at a draft."),
        "look_said": _("{who} commented on a draft."),
        "look_no": _("{who} cannot look at your draft. You can publish it without."),
        "handed_in": _("A post of {who} waits for another person of the voice."),
        "released": _("Another person released what you wrote."),
        "given_back": _("What you wrote for {who} was given back, with a comment."),
        "hat_given": _("You can speak for something now: your hats."),
        "hat_ended": _("A hat of yours has ended. Your old posts keep it."),
        "turned": _("Below a post of yours there is more dissent than approval."),
        "backed": _("The organisation stands behind your answer."),
    }.get(step, _("A colleague has something for you."))
    return format_html(words, who=who)


def colleague_url(notice: Notification, post: Post | None) -> str:
    """Where it leads."""
    thing = notice.thing or 0
    if notice.step in ("look_asked", "look_said"):
        return reverse("look", args=[thing])
    if notice.step in ("hat_given", "hat_ended"):
        return reverse("settings_hats")
    if notice.step == "handed_in":
        return reverse("approvals")
    if notice.step == "given_back":
        return reverse("later", args=[thing])
    if notice.step == "turned" and notice.post_id is not None:
        return reverse("post_turn", args=[notice.post_id])
    if notice.case_id is not None:
        return reverse("case", args=[notice.case_id])
    return post_url(post) if post is not None else reverse("drafts")
