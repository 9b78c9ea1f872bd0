"""The clock of a case: its dated steps, and between them how long nobody answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import zip_longest
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from augenhoehe.domain.criticism.naming import Shown, shown_by, shown_receiver
from augenhoehe.domain.criticism.selectors import waiting_since
from augenhoehe.domain.criticism.states import C, K, S, waits_in
from augenhoehe.interfaces.web.pages.cases.words import (
    age,
    opening_words,
    step_words,
    wait_that_ended,
)

if TYPE_CHECKING:
    from augenhoehe.domain.criticism.models import Case, CaseEvent

BROUGHT = frozenset({C.TELEPHONE, C.LETTER, C.MAIL, C.ELSEWHERE})
_TONES = {
    K.CONFIRMED: "settled",
    K.ANSWERED: "said",
    K.REMEDIED: "said",
    K.CONTESTED: "said",
    K.REMOVED: "removed",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A step on the track, and the stretch of time below it.

    `tone` is "settled" (petrol, with a tick), "said" (ink) or "quiet". While an answer is owed
    the stretch `waits`, and `wait` says once in words for how long.
    """

    words: str
    at: datetime
    only_day: bool
    tone: str
    waits: bool
    wait: str
    is_last: bool


def clock_of(case: Case, history: Sequence[CaseEvent]) -> list[Mark]:
    """All steps with the stretches between them."""
    pairs = zip_longest(history, history[1:])
    return [_mark(case, event, following) for event, following in pairs if event is not None]


def _mark(case: Case, event: CaseEvent, following: CaseEvent | None) -> Mark:
    shown = shown_by(event)
    return Mark(
        words=words_of(case, event),
        at=event.at,
        only_day=shown is not None and shown.is_protected,
        tone=_TONES.get(K(event.kind), "quiet"),
        waits=waits_in(event.to_state),
        wait=_wait(case, event, following),
        is_last=following is None,
    )


def words_of(case: Case, event: CaseEvent) -> str:
    """What happened in a step, by whom."""
    shown = shown_by(event)
    if event.kind != K.OPENED:
        return step_words(event.kind, name_of(shown), name_of_receiver(event))
    if shown is None and case.channel not in BROUGHT:
        return opening_words(case, _("Somebody who has deleted everything about themselves"))
    return opening_words(case, name_of(shown))


def name_of_receiver(event: CaseEvent) -> str:
    """To whom a case was handed over; "" where it was not."""
    receiver = shown_receiver(event)
    return receiver.name if receiver else ""


def name_of(shown: Shown | None) -> str:
    """A name to put into a sentence."""
    return shown.name if shown is not None else _("Somebody who has left")


def _wait(case: Case, event: CaseEvent, following: CaseEvent | None) -> str:
    if not waits_in(event.to_state):
        return ""
    if following is None:
        return _("without an answer %(since)s") % {"since": age(waiting_since(case))}
    if waits_in(following.to_state):
        return ""  # looking after it is no answer: the wait goes on and is told once
    return wait_that_ended(following.at - _began(case, event))


def _began(case: Case, event: CaseEvent) -> datetime:
    """A wait begins with the criticism or with a dispute, and not with looking after it."""
    return event.at if event.to_state == S.DISPUTED else case.opened_at
