"""The queue: what waits longest stands on top, and nobody can reorder it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from augenhoehe.domain.criticism import queue
from augenhoehe.domain.criticism.desk import answering_now
from augenhoehe.domain.criticism.naming import shown_critic, shown_keeper
from augenhoehe.domain.people.selectors import all_voices
from augenhoehe.foundation import clock, patience
from augenhoehe.interfaces.web.excerpts import excerpt_of
from augenhoehe.interfaces.web.pages.cases.words import age, state_words
from augenhoehe.interfaces.web.pages.desk import filters, words
from augenhoehe.interfaces.web.pages.desk.access import members_only
from augenhoehe.interfaces.web.requests import me, reader_of, whole_number
from augenhoehe.interfaces.web.templatetags.case_words import state_tone

if TYPE_CHECKING:
    from augenhoehe.domain.criticism.models import Case

PAGE = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """A case in the queue in words, so that the template of a long list has little to ask."""

    url: str
    what: str
    language: str
    topic: str
    topic_url: str
    about: str  # who about whom, and how it came
    is_internal: bool
    state: str
    age: str  # how long it has waited; "" while nothing is owed
    since: datetime
    tone: str
    keeper: str
    is_overdue: bool
    answering: bool


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
    return [_entry(case, mine, now, case.id in answering) for case in cases]


def _entry(case: Case, mine: int, now: datetime, answering: bool) -> Entry:
    waits = case.waits_since is not None
    since = case.waits_since or case.state_since
    return Entry(
        url=f"/tisch/{case.id}",
        what=excerpt_of(case.post, 140),
        language=case.post.language,
        topic=case.topic,
        topic_url=f"/tisch?{urlencode({'topic': case.topic})}",
        about=_about(case),
        is_internal=case.post.is_internal,
        state=state_words(case),
        age=age(since) if waits else "",
        since=since,
        tone=state_tone(case),
        keeper=_keeper(case, mine),
        is_overdue=waits and words.is_overdue(case.due_at, now),
        answering=answering,
    )


def _about(case: Case) -> str:
    critic, voice = shown_critic(case), case.about.name
    if critic is None:
        said = _("About %(voice)s") % {"voice": voice}
    else:
        said = _("%(critic)s about %(voice)s") % {"critic": critic.name, "voice": voice}
    return f"{said} · {words.CHANNELS[case.channel]}"


def _keeper(case: Case, mine: int) -> str:
    if case.taken_by_id == mine:
        return _("you look after it")
    keeper = shown_keeper(case)
    return _("%(name)s looks after it") % {"name": keeper.name} if keeper else ""
