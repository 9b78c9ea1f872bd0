"""The words of the desk: states and channels as filters, and how far a target is."""

from __future__ import annotations

from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

STATES: dict[str, Promise | str] = {
    "waiting": pgettext_lazy("cases at the desk", "Waiting"),
    "open": pgettext_lazy("cases at the desk", "Nobody looked yet"),
    "seen": pgettext_lazy("cases at the desk", "Looked after"),
    "disputed": pgettext_lazy("cases at the desk", "Not answered, says the critic"),
    "answered": pgettext_lazy("cases at the desk", "Answered"),
    "remedied": pgettext_lazy("cases at the desk", "Something was done"),
    "confirmed": pgettext_lazy("cases at the desk", "Resolved"),
    "dormant": pgettext_lazy("cases at the desk", "Resting"),
    "withdrawn": pgettext_lazy("cases at the desk", "Taken back"),
    "removed": pgettext_lazy("cases at the desk", "Removed"),
    "all": pgettext_lazy("cases at the desk", "All"),
}
CHANNELS: dict[str, Promise | str] = {
    "post": _("a post here"),
    "mention": _("a mention"),
    "form": _("the form"),
    "telephone": _("the telephone"),
    "letter": _("a letter"),
    "mail": _("a mail"),
    "elsewhere": _("somewhere else"),
}


def is_overdue(due_at: datetime | None, now: datetime) -> bool:
    """Whether a target has passed."""
    return due_at is not None and due_at < now
