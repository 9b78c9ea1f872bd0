"""What of the live demo each step of the tour shows, and where it leads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from augenhoehe.domain.criticism.selectors import cases_where, history_of
from augenhoehe.domain.criticism.states import K
from augenhoehe.domain.posts.selectors import readable_posts
from augenhoehe.interfaces.web.addresses import case_url, profile_url
from augenhoehe.interfaces.web.cards import cards_for
from augenhoehe.interfaces.web.pages.cases.clock import clock_of
from augenhoehe.interfaces.web.pages.demo import tour_inside, tour_office
from augenhoehe.interfaces.web.pages.demo.tour_steps import STEPS, Step
from augenhoehe.interfaces.web.requests import reader_of

if TYPE_CHECKING:
    from augenhoehe.domain.criticism.models import Case, CaseEvent

__all__ = ["STEPS", "Step", "looks_of"]

_Links = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Look:
    """A link into the live demo."""

    label: str
    url: str


def looks_of(request: HttpRequest, step: Step) -> dict[str, Any]:
    """What of the live demo a step shows: links, a post, or a clock."""
    case = _case_of(request, "confirmed", "karl")
    history = history_of(case) if case else []
    links = _LINKS[step.name](request, case)
    shown: dict[str, Any] = {"looks": [Look(label, url) for label, url in links]}
    if case and step.name in ("dispute", "confirm"):
        shown["marks"] = clock_of(case, history)
    if case and step.name in ("criticise", "answer"):
        shown["card"] = _answer_card(request, case, history, answer=step.name == "answer")
    if step.name == "elsewhere" and (jettes := _from_elsewhere(request)):
        shown["card"] = _card(request, jettes.post_id)
    if post_id := tour_office.post_of(step.name):
        shown["card"] = _card(request, post_id)
    return shown


def _answer_card(
    request: HttpRequest, case: Case, history: Sequence[CaseEvent], *, answer: bool
) -> Any:
    answers = [event.post_id for event in history if event.kind == K.ANSWERED and event.post_id]
    return _card(request, answers[-1] if answer and answers else case.post_id)


def _card(request: HttpRequest, post_id: int) -> Any:
    posts = list(readable_posts(reader_of(request)).filter(id=post_id))
    return next(iter(cards_for(request, posts)), None)


def _case_of(request: HttpRequest, condition: str, critic: str = "") -> Case | None:
    cases = cases_where(reader_of(request), condition)
    return next((c for c in cases if not critic or c.post.account.handle == critic), None)


def _to(case: Case | None) -> str:
    return case_url(case) if case else "/faelle?state=all"


def _criticise(request: HttpRequest, karls: Case | None) -> _Links:
    return [
        (_("Karl's case"), _to(karls)),
        (_("All criticism that waits"), "/faelle"),
        (_("Write a post"), "/schreiben"),
        (_("Criticise without an account"), "/kritik"),
    ]


def _answer(request: HttpRequest, karls: Case | None) -> _Links:
    return [
        (_("The criticism that waits longest"), _to(_case_of(request, "waiting"))),
        (_("Who speaks through the voice"), "/@lindenrad/team"),
    ]


def _dispute(request: HttpRequest, karls: Case | None) -> _Links:
    mareks = _case_of(request, "waiting", "marek")
    return [
        (_("Karl's case"), _to(karls)),
        (_("Marek's saddle, three times not answered"), _to(mareks)),
    ]


def _confirm(request: HttpRequest, karls: Case | None) -> _Links:
    luises = _case_of(request, "answered", "luise")
    return [
        (_("Luise's case, answered and not confirmed"), _to(luises)),
        (_("Who may call somebody else's criticism resolved"), "/gleichheit#criticism"),
    ]


def _from_elsewhere(request: HttpRequest) -> Case | None:
    cases = cases_where(reader_of(request), "confirmed")
    return next((c for c in cases if c.post.account.domain), None)


def _elsewhere(request: HttpRequest, karls: Case | None) -> _Links:
    jettes = _from_elsewhere(request)
    about = [(_("Jette, as she is known here"), profile_url(jettes.post.account))] if jettes else []
    return [
        (_("Jette's case"), _to(jettes)),
        *about,
        (_("Follow Lindenrad from another server"), "/@lindenrad/von-anderswo-folgen"),
    ]


def _apps(request: HttpRequest, karls: Case | None) -> _Links:
    return [
        (_("As Erika: the connected apps"), "/einstellungen/apps"),
        (_("Who speaks through the voice"), "/@lindenrad/team"),
    ]


def _read(request: HttpRequest, karls: Case | None) -> _Links:
    return [
        (_("The mirror"), "/spiegel"),
        (_("Karl's case, with its history"), _to(karls)),
        (_("Equal rights: who may do what"), "/gleichheit"),
        (_("What people say here"), "/alle"),
    ]


_LINKS: dict[str, Callable[[HttpRequest, Case | None], _Links]] = {
    "criticise": _criticise,
    "answer": _answer,
    "dispute": _dispute,
    "confirm": _confirm,
    "refuse": lambda _request, _case: tour_office.refused(),
    "at-once": lambda _request, _case: tour_office.removed_at_once(),
    "appeal": lambda _request, _case: tour_office.appealed(),
    "restore": lambda _request, _case: tour_office.restored(),
    "verify": lambda _request, _case: tour_office.verified(),
    "elsewhere": _elsewhere,
    "apps": _apps,
    "rules": lambda request, _case: tour_inside.rules(request),
    "hats": lambda _request, _case: tour_inside.hats(),
    "plain": lambda request, _case: tour_inside.plain(request),
    "council": lambda _request, _case: tour_inside.council(),
    "read": _read,
}
