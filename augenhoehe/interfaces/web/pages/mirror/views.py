"""The mirror: how the organisation deals with criticism, in figures anybody can check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from augenhoehe.domain.presence.selectors import Mirror, mirror
from augenhoehe.interfaces.web.pages.mirror.document import (
    Document,
    document_of,
    elsewhere,
    interventions,
)
from augenhoehe.interfaces.web.pages.mirror.drawing import Drawing, drawing

_ANSWER_DAYS = (0, 1, 3, 5, 7)
_RESOLVE_DAYS = (0, 30, 60, 90)


@dataclass(frozen=True, slots=True)
class Shown:
    """One period as the page shows it: its part of the document, and the pictures of it."""

    name: str  # for ids
    figures: Document
    answers: Drawing
    confirmations: Drawing
    interventions: Sequence[Document]
    of_criticism: int
    elsewhere: Sequence[Document]


@dataclass(frozen=True, slots=True)
class Drawn:
    """The whole, and what it was drawn from."""

    of: Mirror
    document: Document
    periods: Sequence[Shown]

    def differing(self, *parts: str) -> Sequence[Shown]:
        """The periods whose figures of these parts differ: twice the same is told once."""
        recent, ever = self.periods
        same = all(recent.figures[part] == ever.figures[part] for part in parts)
        return [ever] if same else self.periods


_last_drawn: Drawn | None = None


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The page, drawn from the document alone."""
    drawn = _drawn(mirror())
    context = {
        "at": drawn.of.at,
        "of_cases": drawn.differing("cases", "open", "first_answer", "resolved", "channels"),
        "of_register": drawn.differing("register"),
        "of_appeals": drawn.differing("appeals"),
        "of_persons": drawn.differing("persons_answering"),
    }
    return render(request, "mirror/show.html", context)


def _drawn(found: Mirror) -> Drawn:
    """Drawn once for as long as the figures are the same; nothing in it depends on the reader."""
    global _last_drawn
    last = _last_drawn
    if last is None or last.of is not found:
        document = document_of(found)
        last = _last_drawn = Drawn(found, document, [_shown(p) for p in document["periods"]])
    return last


def _shown(period: Document) -> Shown:
    mine = interventions(period["register"])
    return Shown(
        name=f"last-{period['days']}" if period["days"] else "ever",
        figures=period,
        answers=drawing(period["first_answer"]["curve"], days=_ANSWER_DAYS),
        confirmations=drawing(period["resolved"]["curve"], days=_RESOLVE_DAYS),
        interventions=mine,
        of_criticism=sum(row["of_criticism"] for row in mine),
        elsewhere=elsewhere(period["register"]),
    )


@require_safe
def as_json(request: HttpRequest) -> HttpResponse:
    """The same as a document."""
    return JsonResponse(
        _drawn(mirror()).document, json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
