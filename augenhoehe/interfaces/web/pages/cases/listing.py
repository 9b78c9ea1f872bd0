"""The list of criticism: what waits first, everything else one link away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from augenhoehe.domain.criticism.selectors import (
    CONDITIONS,
    Count,
    cases_where,
    count_cases,
)
from augenhoehe.domain.people.selectors import all_voices
from augenhoehe.interfaces.web.requests import reader_of, whole_number

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account

PAGE = 30
_MOST_PAGES = 1000


@dataclass(frozen=True, slots=True)
class Filter:
    """One link of the filter; `n` is how many cases it shows, None for voices."""

    label: str
    url: str
    is_on: bool
    n: int | None = None


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Criticism in one condition, about one voice or all."""
    reader = reader_of(request)
    condition = request.GET.get("state", "waiting")
    if condition not in CONDITIONS:
        condition = "waiting"
    voices = list(all_voices())
    voice = next((v for v in voices if v.handle == request.GET.get("voice")), None)
    voice_id = voice.id if voice else None
    page = min(max(whole_number(request, "page") or 1, 1), _MOST_PAGES)
    cases = cases_where(
        reader, condition, voice_id=voice_id, limit=PAGE + 1, offset=(page - 1) * PAGE
    )
    count = count_cases(reader, voice_id=voice_id)
    context = {
        "cases": cases[:PAGE],
        "count": count,
        "condition": condition,
        "voice": voice,
        "conditions": _conditions(count, condition, voice),
        "voices": _voices(voices, condition, voice),
        "older": _address(condition, voice, page + 1) if len(cases) > PAGE else "",
        "newer": _address(condition, voice) if page > 1 else "",
    }
    return render(request, "cases/index.html", context)


def _conditions(count: Count, condition: str, voice: Account | None) -> list[Filter]:
    labels = {
        "waiting": _("Waiting"),
        "answered": _("Answered"),
        "confirmed": _("Resolved"),
        "resting": _("Resting"),
        "withdrawn": _("Taken back"),
        "removed": _("Removed"),
        "all": _("All"),
    }
    if not count.removed:
        del labels["removed"]
    return [
        Filter(label, _address(name, voice), name == condition, getattr(count, name))
        for name, label in labels.items()
    ]


def _voices(voices: Sequence[Account], condition: str, chosen: Account | None) -> list[Filter]:
    if len(voices) < 2:
        return []
    every = Filter(_("All voices"), _address(condition, None), chosen is None)
    return [every] + [Filter(v.name, _address(condition, v), v == chosen) for v in voices]


def _address(condition: str, voice: Account | None, page: int = 1) -> str:
    query = {
        "state": condition if condition != "waiting" else "",
        "voice": voice.handle if voice else "",
        "page": str(page) if page > 1 else "",
    }
    written = urlencode({name: value for name, value in query.items() if value})
    return f"/faelle?{written}" if written else "/faelle"
