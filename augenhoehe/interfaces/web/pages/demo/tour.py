"""The five steps of the tour: what to see, where to look, and as whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from augenhoehe.domain.criticism.selectors import cases_where, history_of
from augenhoehe.domain.criticism.states import K
from augenhoehe.domain.posts.selectors import readable_posts
from augenhoehe.interfaces.web.addresses import case_url
from augenhoehe.interfaces.web.cards import cards_for
from augenhoehe.interfaces.web.pages.cases.clock import clock_of
from augenhoehe.interfaces.web.pages.demo.parts import OUTSIDER
from augenhoehe.interfaces.web.requests import reader_of

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from augenhoehe.domain.criticism.models import Case, CaseEvent


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what is told, what of the live demo is shown, and as whom to look."""

    name: str
    title: _StrPromise
    text: Sequence[_StrPromise]
    part: str
    task: _StrPromise


@dataclass(frozen=True, slots=True)
class Look:
    """A link into the live demo."""

    label: str
    url: str


STEPS = (
    Step(
        "criticise",
        gettext_lazy("Somebody criticises"),
        (
            gettext_lazy(
                "Karl's belt broke on a level crossing. He wrote it down in public, with a "
                "picture, and said: this is criticism of Lindenrad."
            ),
            gettext_lazy(
                "With that his post has a page of its own and a clock that everybody sees. "
                "Nobody at Lindenrad had to allow it, and nobody there can take it away."
            ),
        ),
        "karl",
        gettext_lazy("Write a post that mentions @lindenrad, then mark it as criticism."),
    ),
    Step(
        "answer",
        gettext_lazy("A person with a name answers"),
        (
            gettext_lazy(
                "Lindenrad speaks through a voice, and below every sentence of the voice "
                "stands who wrote it. A company that answers without a name cannot be made here."
            ),
            gettext_lazy(
                "The first question is always the same: is it true? Then comes the answer, "
                "where the criticism was made. It can be edited; every wording stays readable."
            ),
        ),
        "erika",
        gettext_lazy("Answer the criticism that has been waiting longest."),
    ),
    Step(
        "dispute",
        gettext_lazy("“Not answered”: somebody else has to"),
        (
            gettext_lazy(
                "Jonas told Karl to look into the manual. Karl said: that is no answer. Then "
                "somebody else had to give one, and Erika began with “you are right”."
            ),
            gettext_lazy(
                "A critic can say “not answered” any number of times. Marek has done so three "
                "times about a creaking saddle, and the clock is running again."
            ),
        ),
        "karl",
        gettext_lazy("As the critic of an answered case you can say “not answered”."),
    ),
    Step(
        "confirm",
        gettext_lazy("Only the critic can call it resolved"),
        (
            gettext_lazy(
                "There is no button with which Lindenrad could close a case: not for the one "
                "who answered, not for an administrator, and not for the managing director."
            ),
            gettext_lazy(
                "After thirty days without a word a case rests. It is not resolved by that, "
                "and the critic can come back at any time."
            ),
        ),
        "hanna",
        gettext_lazy("Look at Luise's case as Hanna, who runs the firm: she cannot close it."),
    ),
    Step(
        "read",
        gettext_lazy("Everybody can read it"),
        (
            gettext_lazy(
                "All of this can be read without an account and without a cookie: the "
                "criticism, every answer, every wording, every step with its time."
            ),
            gettext_lazy(
                "The steps are chained, so that nothing can be changed later without it "
                "showing. And who may do what is generated from the code, in one table."
            ),
        ),
        OUTSIDER,
        gettext_lazy("Read it as somebody from outside, without signing in."),
    ),
)


def looks_of(request: HttpRequest, step: Step) -> dict[str, Any]:
    """What of the live demo a step shows: links, a post, or a clock."""
    case = _case_of(request, "confirmed", "karl")
    history = history_of(case) if case else []
    shown: dict[str, Any] = {"looks": _looks(request, step, case)}
    if case and step.name in ("dispute", "confirm"):
        shown["marks"] = clock_of(case, history)
    if case and step.name in ("criticise", "answer"):
        shown["card"] = _card(request, case, history, answer=step.name == "answer")
    return shown


def _card(request: HttpRequest, case: Case, history: Sequence[CaseEvent], *, answer: bool) -> Any:
    answers = [event.post_id for event in history if event.kind == K.ANSWERED]
    wanted = answers[-1] if answer and answers else case.post_id
    posts = list(readable_posts(reader_of(request)).filter(id=wanted))
    return next(iter(cards_for(request, posts)), None)


def _case_of(request: HttpRequest, condition: str, critic: str = "") -> Case | None:
    cases = cases_where(reader_of(request), condition)
    return next((c for c in cases if not critic or c.post.account.handle == critic), None)


def _looks(request: HttpRequest, step: Step, karls: Case | None) -> list[Look]:
    waiting = _case_of(request, "waiting")
    mareks = _case_of(request, "waiting", "marek")
    luises = _case_of(request, "answered", "luise")
    links: dict[str, list[tuple[str, str]]] = {
        "criticise": [
            (_("Karl's case"), _to(karls)),
            (_("All criticism that waits"), "/faelle"),
            (_("Write a post"), "/schreiben"),
        ],
        "answer": [
            (_("The criticism that waits longest"), _to(waiting)),
            (_("Who speaks through the voice"), "/@lindenrad/team"),
        ],
        "dispute": [
            (_("Karl's case"), _to(karls)),
            (_("Marek's saddle, three times not answered"), _to(mareks)),
        ],
        "confirm": [
            (_("Luise's case, answered and not confirmed"), _to(luises)),
            (_("Who may call somebody else's criticism resolved"), "/gleichheit#criticism"),
        ],
        "read": [
            (_("Karl's case, with its history"), _to(karls)),
            (_("Equal rights: who may do what"), "/gleichheit"),
            (_("What people say here"), "/alle"),
        ],
    }
    return [Look(label, url) for label, url in links[step.name]]


def _to(case: Case | None) -> str:
    return case_url(case) if case else "/faelle?state=all"
