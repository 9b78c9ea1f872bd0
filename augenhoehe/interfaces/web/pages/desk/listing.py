"""The queue: what waits longest stands on top, and nobody can reorder it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from augenhoehe.domain.criticism import queue
from augenhoehe.domain.criticism.desk import answering_now
from augenhoehe.domain.criticism.naming import Shown, shown_critic, shown_keeper
from augenhoehe.domain.people.selectors import all_voices
from augenhoehe.foundation import clock, patience
from augenhoehe.interfaces.web.pages.desk import filters, words
from augenhoehe.interfaces.web.pages.desk.access import members_only
from augenhoehe.interfaces.web.requests import me, reader_of, whole_number

if TYPE_CHECKING:
    from augenhoehe.domain.criticism.models import Case

PAGE = 30


@dataclass(frozen=True, slots=True)
class Entry:
    """A case in the queue, with what a colleague wants to know of it at once."""

    case: Case
    critic: Shown | None
    keeper: Shown | None
    is_mine: bool
    channel: object
    is_overdue: bool
    answering: list[Shown]


@require_safe
@members_only
def index(request: HttpRequest) -> HttpResponse:
    """The queue, or what of it was asked for."""
    reader = reader_of(request)
    voices = list(all_voices())
    asked = filters.asked_for(request, voices)
    if asked.wanted.words:
        patience.spend("search", str(me(request).id))
    after = whole_number(request, "after")
    cases = queue.queue(reader, asked.wanted, after=after, size=PAGE + 1)
    context = {
        "entries": _entries(request, cases[:PAGE]),
        "asked": asked,
        "states": filters.state_links(asked),
        "keepers": filters.keeper_links(asked),
        "voices": voices,
        "channels": words.CHANNELS.items(),
        "topics": queue.topics_in_use(),
        "waiting": queue.how_many_wait(reader),
        "overdue": queue.how_many_are_overdue(reader),
        "counted": queue.COUNTED,
        "older": asked.url(after=cases[PAGE - 1].id) if len(cases) > PAGE else "",
        "newer": asked.url() if after else "",
    }
    return render(request, "desk/index.html", context)


def _entries(request: HttpRequest, cases: list[Case]) -> list[Entry]:
    mine, now = me(request).id, clock.now()
    answering = answering_now(cases, but=mine)
    return [
        Entry(
            case=case,
            critic=shown_critic(case),
            keeper=shown_keeper(case),
            is_mine=case.taken_by_id == mine,
            channel=words.CHANNELS[case.channel],
            is_overdue=case.waits_since is not None and words.is_overdue(case.due_at, now),
            answering=answering.get(case.id, []),
        )
        for case in cases
    ]
