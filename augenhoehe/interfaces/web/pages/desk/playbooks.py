"""Playbooks beside a case: suggested, opened, answered, ticked. The team sees the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from augenhoehe.domain.codex.selectors_playbooks import current_playbook
from augenhoehe.domain.criticism import actions, desk, playbooks
from augenhoehe.domain.criticism.policies import may_answer
from augenhoehe.domain.criticism.policies_desk import may_work_on
from augenhoehe.foundation import patience
from augenhoehe.foundation.verdicts import Invalid
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.pages.desk.access import case_at_desk, members_only
from augenhoehe.interfaces.web.requests import me, reader_of

if TYPE_CHECKING:
    from augenhoehe.domain.codex.playbooks.matching import Match
    from augenhoehe.domain.codex.playbooks.tree import Tree
    from augenhoehe.domain.criticism.models import Case, PlaybookRun, TextBlock

AT_DESK, ON_CASE = "desk", "case"


@dataclass(frozen=True, slots=True)
class Shown:
    """A playbook beside a case, and the text blocks that could begin its answer."""

    beside: playbooks.Beside
    blocks: Sequence[TextBlock] = ()


@dataclass(frozen=True, slots=True)
class PlaybooksBeside:
    """What `desk/playbooks.html` shows: what lies there, what fits, what else there is."""

    shown: Sequence[Shown]
    suggested: Sequence[Match]
    others: Sequence[Tree]
    can_answer: bool
    page: str  # where it stands: "desk", or "case" for the page everybody sees


def playbooks_beside(request: HttpRequest, case: Case, page: str) -> PlaybooksBeside | None:
    """The playbooks for whoever works on the case; None for everybody else."""
    who = reader_of(request).who
    if not may_work_on(who, case):
        return None
    suggested = playbooks.playbooks_for(case)
    can_answer = bool(may_answer(who, case))
    return PlaybooksBeside(
        shown=[_shown(case, one, page) for one in playbooks.runs_beside(case)],
        suggested=suggested,
        others=playbooks.other_playbooks(case, suggested),
        can_answer=can_answer,
        page=page,
    )


def _shown(case: Case, beside: playbooks.Beside, page: str) -> Shown:
    """Only the sheet at the desk takes text blocks, and only at the end of the way."""
    if beside.place.outcome is None or page != AT_DESK:
        return Shown(beside)
    return Shown(beside, playbooks.fitting_blocks(case, beside.tree, desk.text_blocks()))


@require_POST
@members_only
def open_beside(request: HttpRequest, case_id: int) -> HttpResponse:
    """Lay a playbook beside the case."""
    case = case_at_desk(request, case_id)
    playbook = found_or_404(current_playbook(request.POST.get("key", "")[:60]))
    patience.spend("react", str(me(request).id))
    run = actions.open_playbook(case, playbook, by=me(request))
    return _back(request, case, run.id)


def _answer(request: HttpRequest, run: PlaybookRun) -> object:
    question, _colon, option = request.POST.get("answer", "").partition(":")
    if not option:
        raise Invalid(_("Please choose one of the answers."), field="answer", code="empty")
    return actions.answer_in_playbook(run, question, option, by=me(request))


def _go_back(request: HttpRequest, run: PlaybookRun) -> object:
    return actions.go_back_in_playbook(run, request.POST.get("question", ""), by=me(request))


def _tick(request: HttpRequest, run: PlaybookRun) -> object:
    done = request.POST.get("done") == "1"
    return actions.tick_step(run, request.POST.get("step", ""), by=me(request), done=done)


def _put_away(request: HttpRequest, run: PlaybookRun) -> object:
    return actions.put_playbook_away(run, by=me(request))


_VERBS: Mapping[str, Callable[[HttpRequest, PlaybookRun], object]] = {
    "antworten": _answer,
    "zurueck": _go_back,
    "erledigt": _tick,
    "weglegen": _put_away,
}


@require_POST
@members_only
def step(request: HttpRequest, case_id: int, run_id: int, verb: str) -> HttpResponse:
    """One thing done in a playbook; a script gets its part of the page, others the page."""
    if verb not in _VERBS:
        raise Http404
    case = case_at_desk(request, case_id)
    run = found_or_404(playbooks.run_beside(reader_of(request), case, run_id))
    patience.spend("react", str(me(request).id))
    refusal = ""
    try:
        _VERBS[verb](request, run)
    except Invalid as refused:
        refusal = str(refused)
    if request.headers.get("HX-Request") and verb != "weglegen":
        return _part(request, case, run, refusal)
    if refusal:
        messages.error(request, refusal)
    return _back(request, case, run.id if verb != "weglegen" else None)


def _part(request: HttpRequest, case: Case, run: PlaybookRun, refusal: str) -> HttpResponse:
    """This playbook as it stands now."""
    page = _page_in(request)
    now = found_or_404(playbooks.run_beside(reader_of(request), case, run.id))
    context = {
        "case": case,
        "one": _shown(case, playbooks.beside(now), page),
        "page": page,
        "can_answer": bool(may_answer(reader_of(request).who, case)),
        "refusal": refusal,
    }
    return render(request, "desk/playbook.html", context, status=422 if refusal else 200)


def _page_in(request: HttpRequest) -> str:
    return ON_CASE if request.POST.get("page") == ON_CASE else AT_DESK


def _back(request: HttpRequest, case: Case, run_id: int | None) -> HttpResponse:
    """To the page it was done on, at the playbook."""
    name = "case" if _page_in(request) == ON_CASE else "desk_case"
    place = f"anweisung-{run_id}" if run_id else "anweisungen"
    response = redirect(name, case.id)
    response["Location"] += f"#{place}"
    if request.headers.get("HX-Request"):  # a swapped part cannot show a whole page
        return HttpResponse(headers={"HX-Redirect": response["Location"]})
    return response
