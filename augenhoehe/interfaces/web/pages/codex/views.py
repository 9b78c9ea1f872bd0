"""The codex: what holds now, every version before, each clause under an address that stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from augenhoehe.domain.codex import selectors
from augenhoehe.interfaces.web.pages.codex.wordings import compared

if TYPE_CHECKING:
    from augenhoehe.domain.codex.models import Clause, Version


@require_safe
def current(request: HttpRequest) -> HttpResponse:
    """What holds now."""
    return _page(request, selectors.current_version())


@require_safe
def version(request: HttpRequest, number: int) -> HttpResponse:
    """One version, as it was published."""
    found = selectors.version(number)
    if found is None:
        raise Http404
    return _page(request, found)


def _page(request: HttpRequest, shown: Version | None) -> HttpResponse:
    versions = selectors.versions()
    context = {
        "version": shown,
        "clauses": selectors.clauses_of(shown.number) if shown else [],
        "versions": versions,
        "is_current": bool(shown and shown.number == versions[0].number),
    }
    return render(request, "codex/show.html", context)


@require_safe
def clause(request: HttpRequest, number: int, key: str) -> HttpResponse:
    """One clause in the wording of one version: what a measure links to."""
    found = selectors.clause(number, key)
    if found is None:
        raise Http404
    now = selectors.current_version()
    context = {
        "clause": found,
        "others": [other for other in selectors.versions_with(key) if other.id != found.id],
        "is_current": bool(now and now.id == found.version_id),
        "current": selectors.current_clause(key),
    }
    return render(request, "codex/clause.html", context)


@require_safe
def difference(request: HttpRequest) -> HttpResponse:
    """What changed between two versions; without numbers, by the last one."""
    versions = selectors.versions()
    numbers = [version.number for version in versions]
    newer = _number(request, "bis", numbers[0] if numbers else 0)
    older = _number(request, "von", newer - 1)
    if not {older, newer} <= set(numbers):
        raise Http404
    context = {
        "older": older,
        "newer": newer,
        "compared": compared(selectors.difference(older, newer)),
        "versions": versions,
    }
    return render(request, "codex/difference.html", context)


def _number(request: HttpRequest, name: str, otherwise: int) -> int:
    given = request.GET.get(name, "")
    return int(given[:9]) if given.isascii() and given.isdigit() else otherwise


@require_safe
def as_json(request: HttpRequest) -> HttpResponse:
    """Every version with its clauses in both languages, for whoever compares servers."""
    document = {
        "server": settings.BASE_URL,
        "versions": [
            {
                "number": version.number,
                "published_at": version.published_at.isoformat(timespec="seconds"),
                "note": {"en": version.note_en, "de": version.note_de},
                "clauses": [_as_json(clause) for clause in selectors.clauses_of(version.number)],
            }
            for version in selectors.versions()
        ],
    }
    return JsonResponse(document, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _as_json(clause: Clause) -> dict[str, Any]:
    return {
        "key": clause.key,
        "kind": clause.kind,
        "can_be_cited": clause.can_be_cited,
        "title": {"en": clause.title_en, "de": clause.title_de},
        "text": {"en": clause.text_en, "de": clause.text_de},
        "url": f"{settings.BASE_URL}/codex/{clause.version.number}/{clause.key}",
    }
