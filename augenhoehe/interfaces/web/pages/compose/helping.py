"""Help beside a composer: playbooks and clauses that fit. Nothing of it is kept anywhere.

The words come by POST, so that they stand in no address and no log.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from augenhoehe.domain.codex.advice import Advice, advice_for
from augenhoehe.domain.codex.channels import clauses_linked_in
from augenhoehe.domain.codex.playbooks.occasion import Occasion
from augenhoehe.domain.codex.playbooks.walk import Place, place_in, way_in, written_way
from augenhoehe.domain.codex.selectors import clauses_of
from augenhoehe.domain.codex.selectors_playbooks import current_playbook, tree_of
from augenhoehe.domain.criticism.selectors import case_on
from augenhoehe.domain.posts.policies import is_author
from augenhoehe.domain.posts.selectors import has_turned
from augenhoehe.foundation import patience
from augenhoehe.foundation.verdicts import Invalid
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.pages.compose import places
from augenhoehe.interfaces.web.pages.compose.forms import LONGEST
from augenhoehe.interfaces.web.pages.compose.speaking import PRIVATELY
from augenhoehe.interfaces.web.requests import me, reader_of, signed_in

if TYPE_CHECKING:
    from augenhoehe.domain.codex.models import Clause, Playbook

_FEW = 3  # clauses beside a composer; their own page shows all


@dataclass(frozen=True, slots=True)
class Help:
    """What `compose/_help.html` shows."""

    advice: Advice
    key: str  # tells several composers on a page apart

    @property
    def clauses(self) -> list[Clause]:
        return [one.clause for one in self.advice.clauses[:_FEW]]


def help_with(request: HttpRequest, at: places.Place, *, asked: bool) -> Help | None:
    """What fits the words so far, for members who answer or speak for us, or who ask for it."""
    if not reader_of(request).who.is_member or at.is_gone:
        return None
    if not (asked or at.parent is not None or _speaks_for_us(request)):
        return None
    return Help(advice_for(_occasion(request, at)), at.slot.replace(":", "-"))


def _speaks_for_us(request: HttpRequest) -> bool:
    """Through a voice, with a hat, or in service."""
    sent = request.POST
    return bool(sent.get("speak_as")) or sent.get("service", PRIVATELY) not in ("", PRIVATELY)


def _occasion(request: HttpRequest, at: places.Place) -> Occasion:
    parent, goes_to = at.parent, request.POST.get("audience", "")
    case = case_on(reader_of(request), parent) if parent is not None else None
    text = "\n".join([parent.text if parent else "", request.POST.get("text", "")[:LONGEST]])
    inside = goes_to.startswith("space:") or (at.fixed_space and at.fixed_space.is_internal)
    return Occasion(
        text=text,
        channel="reply" if parent else "internal" if inside else "web",
        state=_state(request, at, case.state if case else ""),
        clauses=clauses_linked_in(text),
        surface="composer",
    )


def _state(request: HttpRequest, at: places.Place, of_case: str) -> str:
    """How its case stands; or that dissent overtook what is answered or changed here."""
    post = at.edited or at.parent
    if post is None or of_case or not is_author(reader_of(request), post):
        return of_case  # only who answers for it learns of a turn
    if has_turned(post.id):
        return "turned"
    return of_case


@require_POST
@signed_in
def fitting(request: HttpRequest) -> HttpResponse:
    """The piece of a page that a script asks for while somebody writes."""
    patience.spend("search", str(me(request).id))
    at = places.place_in(request, reader_of(request))
    slot = request.POST.get("slot", "")
    shown = help_with(request, at, asked=False)
    key = (slot if places.is_slot(slot) else "new").replace(":", "-").partition("~")[0]
    return _private(render(request, "compose/_help.html", {"help": shown, "key": key}))


@require_safe
@signed_in
def walk(request: HttpRequest, key: str) -> HttpResponse:
    """A playbook on its own: the way stands in the address, ticks stay in the browser."""
    playbook = found_or_404(current_playbook(key))
    context = walk_context(playbook, request.GET.get("weg", ""))
    is_part = bool(request.headers.get("HX-Request"))
    template = "compose/_walk.html" if is_part else "compose/walk.html"
    return _private(render(request, template, context))


def walk_context(playbook: Playbook, way: str) -> dict[str, Any]:
    """What `compose/_walk.html` shows; a way nobody can go is not found."""
    try:
        place = place_in(tree_of(playbook), way_in(way))
    except Invalid:
        raise Http404 from None
    return {
        "place": place,
        "tree": place.tree,
        "number": playbook.version.number,
        "ways": _ways_on(place),
        "went": [(each, written_way(each.before)) for each in place.went],
        "clauses": [
            one for one in clauses_of(playbook.version.number) if one.key in place.guidance.clauses
        ],
    }


def _ways_on(place: Place) -> list[tuple[object, str]]:
    """Each answer to the question asked now, and the way it leads on."""
    question = place.question
    if question is None:
        return []
    return [(one, written_way([*place.way, (question.id, one.id)])) for one in question.options]


def _private(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "private, no-store"
    return response
