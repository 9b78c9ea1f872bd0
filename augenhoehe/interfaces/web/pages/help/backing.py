"""The organisation stands behind an answer: said on the page of its case."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from augenhoehe.domain.criticism.actions import back_answer
from augenhoehe.domain.criticism.backings import answer_by_id
from augenhoehe.domain.criticism.selectors import case_for
from augenhoehe.foundation.verdicts import Invalid
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.requests import me, reader_of, signed_in


@require_POST
@signed_in
def back(request: HttpRequest, answer_id: int) -> HttpResponse:
    """Say it, by name. It is not taken back."""
    answer = found_or_404(answer_by_id(answer_id))
    found_or_404(case_for(reader_of(request), answer.case_id))
    try:
        back_answer(answer, by=me(request), words=request.POST.get("words", ""))
        messages.success(request, _("Everybody can read that the organisation stands behind it."))
    except Invalid as refusal:
        messages.error(request, str(refusal))
    return redirect("case", answer.case_id)
