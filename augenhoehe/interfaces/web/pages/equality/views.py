"""Equal rights: who may do what, what the operator can see, and what does not exist."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from augenhoehe.domain.people.prior_approval import voices_with_approval
from augenhoehe.interfaces.web.pages.equality.catalogue import CATALOGUE, DOES_NOT_EXIST
from augenhoehe.interfaces.web.pages.equality.table import Cell, people, sections


@gzip_page  # one long table: a tenth of the bytes
@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The page."""
    context = {
        "people": people(),
        "sections": sections(),
        "catalogue": CATALOGUE,
        "does_not_exist": DOES_NOT_EXIST,
        "approvals": voices_with_approval(),
    }
    return render(request, "equality/show.html", context)


@gzip_page
@require_safe
def as_json(request: HttpRequest) -> HttpResponse:
    """The same as a document, for whoever wants to compare servers or versions."""
    document = {
        "server": settings.BASE_URL,
        "prior_approval": [
            {"voice": one.voice.handle, "since": one.since.isoformat(), "why": one.why}
            for one in voices_with_approval()
        ],
        "people": [
            {"name": person.name, "label": str(person.label), "title": str(person.title)}
            for person in people()
        ],
        "rights": [
            {
                "name": row.name,
                "room": section.name,
                "sentence": row.sentence,
                "verdicts": {cell.person.name: _verdict(cell) for cell in row.cells},
            }
            for section in sections()
            for row in section.rows
        ],
        "data": [
            {"what": str(e.what), "seen_by": str(e.seen_by), "kept": str(e.kept)} for e in CATALOGUE
        ],
        "does_not_exist": [str(sentence) for sentence in DOES_NOT_EXIST],
    }
    return JsonResponse(document, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _verdict(cell: Cell) -> dict[str, Any]:
    if cell.allowed:
        return {"allowed": True}
    return {"allowed": False, "reason": cell.reason}
