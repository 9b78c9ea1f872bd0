"""Answering from the desk: the sheet, what is put into it, and who else is writing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from augenhoehe.domain.criticism import desk, tree
from augenhoehe.domain.criticism.actions import answer_or_hand_in, begin_answering, stop_answering
from augenhoehe.domain.criticism.actions.answering import AnsweredMeanwhile
from augenhoehe.domain.criticism.policies import may_answer
from augenhoehe.foundation import patience
from augenhoehe.foundation.verdicts import NotAllowed
from augenhoehe.interfaces.web.pages.cases.answering import answers_seen, said_of
from augenhoehe.interfaces.web.pages.cases.show import slot_of_answer
from augenhoehe.interfaces.web.pages.compose.unsent import keep_and_sign_in
from augenhoehe.interfaces.web.pages.desk.access import case_at_desk, members_only
from augenhoehe.interfaces.web.pages.desk.show import (
    DeskPage,
    answering_of,
    composer_for_answer,
)
from augenhoehe.interfaces.web.requests import account_of, me, reader_of

if TYPE_CHECKING:
    from augenhoehe.domain.criticism.models import Answer, Case
    from augenhoehe.domain.posts.models import ScheduledPost
    from augenhoehe.interfaces.web.pages.compose.writing import Composer


@require_POST
def answer(request: HttpRequest, case_id: int) -> HttpResponse:
    """Publish the answer, put something into it, or show it again with all that was typed."""
    if account_of(request) is None:
        back = f"/tisch/{case_id}"
        return keep_and_sign_in(request, slot=slot_of_answer(case_id), back=back)
    return _answer(request, case_id)


@members_only
def _answer(request: HttpRequest, case_id: int) -> HttpResponse:
    case = case_at_desk(request, case_id)
    _put_in(request, case)
    composer = composer_for_answer(request, case, anyhow=True)
    assert composer is not None  # noqa: S101 - `anyhow`
    page = DeskPage(request, case, composer=composer)
    if composer.read(request):
        try:
            with composer.telling_refusals():
                messages.success(request, said_of(_publish(request, case, composer)))
                return composer.done(request, redirect("desk_case", case_id))
        except AnsweredMeanwhile as quicker:
            page.refusal, composer.status = str(quicker), 409
    elif not may_answer(reader_of(request).who, case):
        composer.problem = str(may_answer(reader_of(request).who, case).reason)
    return composer.answer(request, "desk/show.html", page.context())


def _put_in(request: HttpRequest, case: Case) -> None:
    """Add a text block, the shared draft or the disclosure to what was typed, and stay."""
    wanted = request.POST.get("insert", "")
    if not wanted:
        return
    sent = request.POST.copy()
    added = _words_to_insert(wanted, case)
    sent["text"] = "\n\n".join(part for part in (sent.get("text", "").rstrip(), added) if part)
    sent["do"] = "upload"  # the composer's word for "not yet"
    request.POST = sent  # type: ignore[assignment]


def _words_to_insert(wanted: str, case: Case) -> str:
    if wanted == "draft":
        draft = desk.draft_of(case)
        return draft.text if draft else ""
    if wanted == "disclosure":
        found = desk.tree_of(case).get(tree.WRITTEN)
        return found.why if found else ""
    block = desk.text_block(int(wanted)) if wanted.isdecimal() and len(wanted) < 19 else None
    return block.text if block else ""


def _publish(request: HttpRequest, case: Case, composer: Composer) -> Answer | ScheduledPost:
    patience.spend("case", str(me(request).id))
    return answer_or_hand_in(
        case,
        by=composer.me,
        voice=composer.voice,
        hat=composer.hat,
        text=composer.text,
        verdict=request.POST.get("verdict", ""),
        pictures=composer.pictures,
        submission=composer.submission,
        answers_seen=answers_seen(request),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def answering(request: HttpRequest, case_id: int) -> HttpResponse:
    """Say that one is writing an answer, or ask who is: a piece of the page."""
    case = case_at_desk(request, case_id)
    if request.method == "POST":
        try:
            act = stop_answering if request.POST.get("stop") else begin_answering
            act(case, by=me(request))
        except NotAllowed:
            if not request.headers.get("HX-Request"):
                raise
    if request.method == "POST" and not request.headers.get("HX-Request"):
        messages.success(request, _("Your colleagues see it for ten minutes."))
        return redirect("desk_case", case_id)
    context = {"case": case, "answering": answering_of(request, case)}
    return render(request, "desk/answering.html", context)
