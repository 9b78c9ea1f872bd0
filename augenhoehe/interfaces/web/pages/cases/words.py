"""The words for cases: states, steps and how long something lasted."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from augenhoehe.domain.criticism.states import C, K, S
from augenhoehe.foundation import clock
from augenhoehe.interfaces.web.excerpts import excerpt_of

if TYPE_CHECKING:
    from augenhoehe.domain.criticism.models import Case
    from augenhoehe.domain.posts.models import Post

_ADDRESSED = re.compile(r"(?:@\S+\s+)+")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s")
_SHORT, _LONG = 16, 80
_HOUR = 60
_DAY = 24 * _HOUR
_MONTH = 30 * _DAY


def age(since: datetime) -> str:
    """How long something has lasted until now: "for 3 days"."""
    minutes = _minutes(clock.now() - since)
    if minutes < 1:
        return _("for less than a minute")
    n = minutes
    if minutes < _HOUR:
        return ngettext("for %(n)d minute", "for %(n)d minutes", n) % {"n": n}
    if minutes < 2 * _DAY:
        n = minutes // _HOUR
        return ngettext("for %(n)d hour", "for %(n)d hours", n) % {"n": n}
    if minutes < 2 * _MONTH:
        n = minutes // _DAY
        return ngettext("for %(n)d day", "for %(n)d days", n) % {"n": n}
    n = minutes // _MONTH
    return ngettext("for %(n)d month", "for %(n)d months", n) % {"n": n}


def wait_that_ended(length: timedelta) -> str:
    """How long nobody answered: "3 days without an answer"."""
    n = minutes = _minutes(length)
    if minutes < _HOUR:
        return (
            ngettext("%(n)d minute without an answer", "%(n)d minutes without an answer", n)
            % {"n": n}
        )  # fmt: skip
    if minutes < 2 * _DAY:
        n = minutes // _HOUR
        return ngettext("%(n)d hour without an answer", "%(n)d hours without an answer", n) % {
            "n": n
        }
    n = minutes // _DAY
    return ngettext("%(n)d day without an answer", "%(n)d days without an answer", n) % {"n": n}


def _minutes(length: timedelta) -> int:
    return max(0, int(length.total_seconds() // 60))


def state_words(case: Case) -> str:
    """The state of a case."""
    words = {
        S.OPEN: pgettext("state of a case", "no answer yet"),
        S.SEEN: pgettext("state of a case", "read, no answer yet"),
        S.ANSWERED: pgettext("state of a case", "answered"),
        S.REMEDIED: pgettext("state of a case", "answered, and something was done"),
        S.CONFIRMED: pgettext("state of a case", "resolved, says the critic"),
        S.DISPUTED: pgettext("state of a case", "not answered, says the critic"),
        S.DORMANT: pgettext("state of a case", "resting: the critic said nothing more"),
        S.WITHDRAWN: pgettext("state of a case", "taken back by the critic"),
        S.REMOVED: pgettext("state of a case", "removed by an intervention"),
    }
    if case.contested_at is not None:
        return pgettext("state of a case", "disputed: the organisation disagrees")
    return words[S(case.state)]


def step_words(kind: str, name: str, to: str = "") -> str:
    """What happened in a step of a case, and by whom; `to` whom it was handed over."""
    if kind == K.HANDED_OVER and to:
        return _("%(name)s handed it over to %(to)s") % {"name": name, "to": to}
    words = {
        K.OPENED: _("%(name)s criticised this"),
        K.TAKEN: _("%(name)s looks after it"),
        K.HANDED_OVER: _("%(name)s looks after it now"),
        K.ANSWERED: _("%(name)s answered"),
        K.REMEDIED: _("%(name)s said what was done"),
        K.CONFIRMED: _("%(name)s says: resolved"),
        K.DISPUTED: _("%(name)s says: not answered"),
        K.REOPENED: _("%(name)s took it up again"),
        K.WITHDRAWN: _("%(name)s took the criticism back"),
        K.FELL_DORMANT: _("Resting, after 30 days without a word from the critic"),
        K.ACCEPTED: _("%(name)s lets the answer stand"),
        K.CONTESTED: _("%(name)s disagrees, with a source"),
        K.REMOVED: _("The criticism was removed by an intervention"),
        K.RESTORED: _("The criticism is back: the intervention is over"),
        K.MERGED: _("%(name)s linked it to another case about the same"),
        K.SEPARATED: _("%(name)s took the link to another case away"),
    }
    return words[K(kind)] % {"name": name}


def opening_words(case: Case, name: str) -> str:
    """How a case began, which is not always that somebody wrote a post."""
    words = {
        C.TELEPHONE: _("%(name)s wrote down what somebody said on the telephone"),
        C.LETTER: _("%(name)s wrote down what somebody wrote in a letter"),
        C.MAIL: _("%(name)s wrote down what somebody wrote by mail"),
        C.ELSEWHERE: _("%(name)s brought this in from elsewhere"),
    }
    return words.get(C(case.channel), _("%(name)s criticised this")) % {"name": name}


def channel_words(case: Case) -> str:
    """How the criticism reached the organisation."""
    words = {
        C.POST: pgettext("way of a criticism", "A post, marked as criticism by its author"),
        C.MENTION: pgettext("way of a criticism", "A post that addresses the organisation"),
        C.FORM: pgettext("way of a criticism", "The form, without an account"),
        C.TELEPHONE: pgettext("way of a criticism", "The telephone"),
        C.LETTER: pgettext("way of a criticism", "A letter"),
        C.MAIL: pgettext("way of a criticism", "A mail"),
        C.ELSEWHERE: pgettext("way of a criticism", "Elsewhere on the web"),
    }
    return words[C(case.channel)]


def title_of(post: Post) -> str:
    """What a page about a post is called: its first sentence, or as much as fits on a line."""
    said = excerpt_of(post, 400)
    words = _ADDRESSED.sub("", said, count=1) if said.startswith("@") else said
    title = ""
    for sentence in _SENTENCE_END.split(words):
        title = f"{title} {sentence}".strip()
        if len(title) >= _SHORT:
            break
    if len(title) <= _LONG:
        return title.removesuffix(".") or said
    return f"{title[:_LONG].rsplit(' ', 1)[0].rstrip(',;:–-')} …"
