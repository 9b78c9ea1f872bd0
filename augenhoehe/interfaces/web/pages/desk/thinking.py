"""The answer tree of a case: six questions on one page. Advice, no step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from augenhoehe.domain.criticism import desk, tree
from augenhoehe.domain.criticism.actions import answer_question
from augenhoehe.domain.criticism.naming import Shown
from augenhoehe.foundation.verdicts import Invalid
from augenhoehe.interfaces.web.pages.cases.words import title_of
from augenhoehe.interfaces.web.pages.desk.access import case_at_desk, members_only
from augenhoehe.interfaces.web.pages.desk.drawing import picture_of
from augenhoehe.interfaces.web.requests import me

if TYPE_CHECKING:
    from augenhoehe.domain.criticism.models import Case


@dataclass(slots=True)
class Asked:
    """A question on the page: what was found or typed, and what is wrong with it."""

    question: tree.Question
    answer: str = ""
    why: str = ""
    by: Shown | None = None
    error: str = ""

    @property
    def advice(self) -> object:
        option = self.question.option(self.answer)
        return option.advice if option else ""

    @property
    def leads_to_check(self) -> bool:
        return tree.leads_to_check(self.question.number, self.answer)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def think(request: HttpRequest, case_id: int) -> HttpResponse:
    """Look at the questions, or keep what was found for them."""
    case = case_at_desk(request, case_id)
    asked = _asked(case)
    if request.method == "POST" and _keep(request, case, asked):
        messages.success(request, _("What you found is kept with the case."))
        return redirect("desk_tree", case_id)
    status = 422 if any(one.error for one in asked) else 200
    context = {
        "case": case,
        "title": title_of(case.post),
        "asked": asked,
        "picture": picture_of(desk.tree_of(case)),
    }
    return render(request, "desk/tree.html", context, status=status)


def _asked(case: Case) -> list[Asked]:
    found = desk.tree_of(case)
    return [
        Asked(
            question=one,
            answer=found[one.number].answer if one.number in found else "",
            why=found[one.number].why if one.number in found else "",
            by=desk.shown_to_team(case, found[one.number].by) if one.number in found else None,
        )
        for one in tree.QUESTIONS
    ]


def _keep(request: HttpRequest, case: Case, asked: list[Asked]) -> bool:
    """Keep each answer; what cannot be kept stays on the page with the reason."""
    for one in asked:
        number = one.question.number
        answer, why = (
            request.POST.get(f"answer_{number}", ""),
            request.POST.get(f"why_{number}", ""),
        )
        if (answer, why) == (one.answer, one.why):
            continue
        one.answer, one.why = answer, why
        try:
            answer_question(case, number, by=me(request), answer=answer, why=why)
        except Invalid as refusal:
            one.error = str(refusal)
    return not any(one.error for one in asked)
