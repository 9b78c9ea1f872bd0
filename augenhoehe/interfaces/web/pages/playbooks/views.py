"""The playbooks for everybody to read: as a list, as a picture, question by question."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from augenhoehe.domain.codex import selectors, selectors_playbooks
from augenhoehe.domain.codex.playbooks import schema
from augenhoehe.domain.codex.playbooks.walk import place_in, way_in, written_way
from augenhoehe.foundation.verdicts import Invalid
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.pages.playbooks.picture import picture_of

if TYPE_CHECKING:
    from augenhoehe.domain.codex.models import Playbook, Version
    from augenhoehe.domain.codex.playbooks.tree import Option, Question, Tree, Words
    from augenhoehe.domain.codex.playbooks.walk import Place


@require_safe
def current(request: HttpRequest) -> HttpResponse:
    """All that hold now."""
    return _list(request, found_or_404(selectors.current_version()), is_current=True)


@require_safe
def version(request: HttpRequest, number: int) -> HttpResponse:
    """All that belong to one version."""
    newest = selectors.current_version()
    is_current = bool(newest and newest.number == number)
    return _list(request, found_or_404(selectors.version(number)), is_current=is_current)


def _list(request: HttpRequest, shown: Version, *, is_current: bool) -> HttpResponse:
    playbooks = selectors_playbooks.playbooks_of(shown.number)
    trees = [selectors_playbooks.tree_of(each) for each in playbooks]
    context = {"version": shown, "trees": trees, "is_current": is_current}
    return render(request, "playbooks/list.html", context)


@require_safe
def playbook(request: HttpRequest, key: str, number: int | None = None) -> HttpResponse:
    """One of them: as it holds now, or as one version has it."""
    wanted = number if number is not None else _number(request)
    found = found_or_404(
        selectors_playbooks.current_playbook(key)
        if wanted is None
        else selectors_playbooks.playbook(wanted, key)
    )
    tree = selectors_playbooks.tree_of(found)
    try:
        place, status = place_in(tree, way_in(request.GET.get("weg", ""))), 200
    except Invalid:  # an address somebody changed, or the way through another version
        place, status = place_in(tree), 404
    context = {"lost": status == 404, **_context(found, tree, place)}
    return render(request, "playbooks/show.html", context, status=status)


def _context(found: Playbook, tree: Tree, place: Place) -> dict[str, Any]:
    newest = selectors.current_version()
    cited = set(place.guidance.clauses)
    number = found.version.number
    clauses = [each for each in selectors.clauses_of(number) if each.key in tree.cited]
    options = place.question.options if place.question else ()
    return {
        "playbook": found,
        "version": found.version,
        "is_current": bool(newest and newest.id == found.version_id),
        "tree": tree,
        "place": place,
        "ways": [(one, _longer(place, one.id)) for one in options],
        "went": [(each, written_way(each.before)) for each in place.went],
        "clauses": [each for each in clauses if each.key in cited],
        "picture": picture_of(tree, place.way),
        "told": _told(tree),
        "others": [
            each
            for each in selectors_playbooks.versions_with_playbook(found.key)
            if each.id != found.id
        ],
    }


def _told(tree: Tree) -> list[tuple[Question, list[tuple[Option, Words]]]]:
    """Every question with its answers, and in words where each leads."""
    leads_to = {each.id: each.text for each in tree.questions}
    leads_to |= {each.id: each.title for each in tree.outcomes}
    return [(each, [(one, leads_to[one.then]) for one in each.options]) for each in tree.questions]


def _longer(place: Place, option: str) -> str:
    """The way so far and one answer more."""
    question = place.question.id if place.question else ""
    return written_way([*place.way, (question, option)])


def _number(request: HttpRequest) -> int | None:
    """The version an address asks for by `?version=`."""
    given = request.GET.get("version", "")
    return int(given[:9]) if given.isascii() and given.isdigit() else None


@require_safe
def as_schema(request: HttpRequest) -> HttpResponse:
    """What a playbook may look like, for editors and programs."""
    document = schema.schema(settings.BASE_URL + schema.ADDRESS)
    indented = {"ensure_ascii": False, "indent": 1}
    response = JsonResponse(document, json_dumps_params=indented)
    response["Content-Type"] = "application/schema+json"
    return response
