"""The page of a case: the criticism, all answers, the clock, and what one can do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from augenhoehe.domain.criticism import policies
from augenhoehe.domain.criticism.desk import has_notes
from augenhoehe.domain.criticism.history import first_broken_step
from augenhoehe.domain.criticism.naming import shown_keeper
from augenhoehe.domain.criticism.queue import linked_cases
from augenhoehe.domain.criticism.selectors import (
    case_for,
    has_critic,
    history_of,
    is_ended,
    is_waiting,
)
from augenhoehe.domain.criticism.states import K, S
from augenhoehe.domain.moderation.policies import holds_an_office_on
from augenhoehe.domain.posts.audience import Reader
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.measures import measures_on
from augenhoehe.interfaces.web.pages.cases.clock import clock_of
from augenhoehe.interfaces.web.pages.cases.offers import Offer, offers_for
from augenhoehe.interfaces.web.pages.cases.reading import entries_of, verdicts_to_choose
from augenhoehe.interfaces.web.pages.cases.words import title_of
from augenhoehe.interfaces.web.pages.compose.composer import my_composer
from augenhoehe.interfaces.web.pages.compose.places import Place
from augenhoehe.interfaces.web.pages.desk.playbooks import ON_CASE, playbooks_beside
from augenhoehe.interfaces.web.pages.moderation.ladder import before_a_block
from augenhoehe.interfaces.web.requests import reader_of

if TYPE_CHECKING:
    from augenhoehe.domain.criticism.models import Case
    from augenhoehe.interfaces.web.pages.compose.writing import Composer

_BEYOND = 2**63


def readable_case(request: HttpRequest, case_id: int) -> Case:
    """The case, or the page that says there is none."""
    if case_id >= _BEYOND:
        raise Http404
    return found_or_404(case_for(reader_of(request), case_id))


@require_safe
def case(request: HttpRequest, case_id: int) -> HttpResponse:
    """A case, for everybody who may read its post."""
    page = case_page(request, readable_case(request, case_id))
    return page.show()


@dataclass(slots=True)
class CasePage:
    """A case on its way to a reader: what was sent and could not be done comes with it."""

    request: HttpRequest
    case: Case
    reader: Reader
    composer: Composer | None
    offers: Sequence[Offer]
    refusal: str = ""

    def context(self) -> dict[str, Any]:
        """What the template shows."""
        case, who = self.case, self.reader.who
        history, is_mine = history_of(case), policies.is_critic(who, case)
        gone = case.post.deleted_at is not None
        card, entries = entries_of(self.request, case, history)
        return {
            "case": case,
            "title": title_of(case.post),
            "thread_id": case.post.thread_id or case.post_id,
            "card": card,
            "measures": measures_on(self.reader, [case.post]).get(case.post_id, ()),
            "entries": entries,
            "has_critic": has_critic(case),
            "linked": linked_cases(self.reader, case),
            "marks": clock_of(case, history),
            "keeper": shown_keeper(case),
            "has_notes": has_notes(case.id),
            "last_hash": history[-1].hash,
            "steps": len(history),
            "broken": first_broken_step(history),
            "composer": self.composer,
            "answers_seen": sum(step.kind == K.ANSWERED for step in history),
            "verdicts": verdicts_to_choose(self.request.POST.get("verdict", "")),
            "offers": self.offers,
            "playbooks": playbooks_beside(self.request, case, ON_CASE),
            "refusal": self.refusal,
            "is_critic": is_mine,
            "is_member": who.is_member,
            # Where the organisation disagrees it is the critic's turn as much.
            "is_waiting": is_waiting(case) and not (is_mine and case.contested_at),
            "is_ended": is_ended(case) or case.state == S.REMOVED,
            "milder": [] if gone else before_a_block(self.request, case.post),
            "may_restrict": not gone and holds_an_office_on(who, case.post),
            "why_no_answer": policies.may_answer(who, case).reason,
        }

    def show(self, status: int = 200) -> HttpResponse:
        """The page."""
        return render(self.request, "cases/show.html", self.context(), status=status)


def case_page(request: HttpRequest, case: Case, *, answering: bool = False) -> CasePage:
    """The page for this reader. Whoever is `answering` keeps the composer whatever happened."""
    reader = reader_of(request)
    may = policies.may_answer(reader.who, case) and case.post.deleted_at is None
    composer = _composer(request, case) if may or (answering and reader.who.is_member) else None
    return CasePage(request, case, reader, composer, offers_for(request, case))


def slot_of_answer(case_id: int) -> str:
    """Where the draft of an answer is kept."""
    return f"case:{case_id}"


def _composer(request: HttpRequest, case: Case) -> Composer:
    composer = my_composer(
        request,
        Place(parent=case.post, own_slot=slot_of_answer(case.id)),
        action=f"/faelle/{case.id}/antworten",
        extra="cases/verdict.html",
        button=_("Publish the answer"),
    )
    # An answer goes where the criticism was made: there is no reach to choose.
    composer.destinations = []
    if composer.draft is None and not composer.is_restored:
        mine = {signature.value for signature in composer.signatures}
        voice = str(case.about_id)
        composer.form.initial["text"] = ""
        composer.form.initial["speak_as"] = voice if voice in mine else ""
    return composer
