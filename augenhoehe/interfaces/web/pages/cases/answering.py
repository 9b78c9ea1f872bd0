"""Answering a criticism: a post written in the composer, after the first question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from augenhoehe.domain.criticism.actions import answer_or_hand_in
from augenhoehe.domain.criticism.actions.answering import AnsweredMeanwhile
from augenhoehe.domain.criticism.policies import may_answer
from augenhoehe.domain.posts.approvals import is_waiting
from augenhoehe.foundation import patience
from augenhoehe.foundation.verdicts import NotAllowed
from augenhoehe.interfaces.web.pages.cases.show import case_page, readable_case, slot_of_answer
from augenhoehe.interfaces.web.pages.compose.unsent import keep_and_sign_in
from augenhoehe.interfaces.web.requests import account_of, me

if TYPE_CHECKING:
    from augenhoehe.domain.criticism.models import Answer, Case
    from augenhoehe.domain.posts.models import ScheduledPost
    from augenhoehe.interfaces.web.pages.compose.writing import Composer


@require_POST
def answer(request: HttpRequest, case_id: int) -> HttpResponse:
    """Publish the answer, or show the page again with everything that was typed."""
    if account_of(request) is None:
        back = f"/faelle/{case_id}"
        return keep_and_sign_in(request, slot=slot_of_answer(case_id), back=back)
    case = readable_case(request, case_id)
    page = case_page(request, case, answering=True)
    composer = page.composer
    if composer is None:
        raise NotAllowed(may_answer(page.reader.who, case).reason)
    if composer.read(request):
        try:
            with composer.telling_refusals():
                messages.success(request, said_of(_publish(request, case, composer)))
                return composer.done(request, redirect("case", case_id))
        except AnsweredMeanwhile as quicker:
            page.refusal, composer.status = str(quicker), 409
    return composer.answer(request, "cases/show.html", page.context())


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


def said_of(answer: Answer | ScheduledPost) -> str:
    """What comes next: the critic's turn, or that of another person of the voice."""
    if is_waiting(answer):
        return _(
            "Another person of this voice looks at it before. The case stays unanswered until then."
        )
    return _("Your answer stands below. It is the critic's turn now.")


def answers_seen(request: HttpRequest) -> int | None:
    """How many answers the page showed on which one wrote; None if it does not say."""
    seen = request.POST.get("answers_seen", "")
    return int(seen) if seen.isdecimal() and len(seen) < 9 else None
