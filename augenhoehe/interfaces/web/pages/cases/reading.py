"""What a case page shows to everybody: the criticism, then all that was said about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.translation import gettext as _

from augenhoehe.domain.criticism.backings import backings_on
from augenhoehe.domain.criticism.naming import Shown, shown_by
from augenhoehe.domain.criticism.policies_backing import may_back
from augenhoehe.domain.criticism.selectors import answers_of
from augenhoehe.domain.criticism.states import K
from augenhoehe.domain.posts.selectors import readable_posts
from augenhoehe.interfaces.web.cards import Card, cards_for
from augenhoehe.interfaces.web.excerpts import excerpt_of
from augenhoehe.interfaces.web.pages.cases.clock import words_of
from augenhoehe.interfaces.web.requests import reader_of

if TYPE_CHECKING:
    from augenhoehe.domain.criticism.models import Answer, Backing, Case, CaseEvent


_QUOTED = 600  # characters of the criticism that are repeated beside a disagreement
_NO_ENTRY = frozenset({K.OPENED, K.MERGED, K.SEPARATED})


@dataclass(frozen=True, slots=True)
class Backed:
    """Whether the organisation stands behind an answer, and whether this reader may say it."""

    answer_id: int
    backing: Backing | None
    may: bool
    is_of_earlier: bool  # the answer reads otherwise since


@dataclass(frozen=True, slots=True)
class Entry:
    """Something said in a case: an answer, which is a post, or a statement with a step."""

    kind: str
    words: str
    at: datetime
    only_day: bool
    shown: Shown | None
    text: str = ""
    card: Card | None = None
    verdict: str = ""
    backing: Backed | None = None
    beside: str = ""  # what the critic said, where the organisation disagrees with it


def entries_of(
    request: HttpRequest, case: Case, history: Sequence[CaseEvent]
) -> tuple[Card | None, list[Entry]]:
    """The card of the criticised post (None if it was deleted), and what was said since."""
    steps = {e.post_id for e in history if e.post_id and e.kind not in _NO_ENTRY}
    wanted = {case.post_id} | steps
    posts = list(readable_posts(reader_of(request)).filter(id__in=wanted))
    cards = {card.post.id: card for card in cards_for(request, posts, in_thread=True)}
    answers = list(answers_of(case))
    verdicts = {answer.post_id: verdict_words(answer.verdict) for answer in answers}
    backed = _backed(request, case, answers)
    said = (
        _entry(event, cards, verdicts, backed) for event in history if event.kind not in _NO_ENTRY
    )
    entries = [entry for entry in said if entry.text or entry.card]
    return cards.get(case.post_id), _beside_each_other(case, entries)


def _beside_each_other(case: Case, entries: list[Entry]) -> list[Entry]:
    """Beside a statement that disagrees stands what the critic said last."""
    critics, found = excerpt_of(case.post, _QUOTED), []
    for entry in entries:
        if entry.kind == K.DISPUTED:
            critics = entry.text
        found.append(replace(entry, beside=critics) if entry.kind == K.CONTESTED else entry)
    return found


def _backed(request: HttpRequest, case: Case, answers: Sequence[Answer]) -> dict[int, Backed]:
    """By post: who stands behind an answer of this case."""
    found, who = backings_on({answer.post_id for answer in answers}), reader_of(request).who
    rows = {}
    for answer in answers:
        backing, answer.case = found.get(answer.post_id), case
        version = answer.post.version
        is_of_earlier = backing is not None and backing.version < version
        may = backing is None and who.is_member and bool(may_back(who, answer))
        rows[answer.post_id] = Backed(answer.id, backing, may, is_of_earlier)
    return rows


def _entry(
    event: CaseEvent,
    cards: dict[int, Card],
    verdicts: dict[int, str],
    backed: dict[int, Backed],
) -> Entry:
    shown = shown_by(event)
    return Entry(
        kind=event.kind,
        words=words_of(event.case, event),
        at=event.at,
        only_day=shown is not None and shown.is_protected,
        shown=shown,
        text=event.text,
        card=cards.get(event.post_id or 0),
        verdict=verdicts.get(event.post_id or 0, ""),
        backing=backed.get(event.post_id or 0) if event.kind == K.ANSWERED else None,
    )


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to the first question, and whether it was chosen."""

    value: str
    label: str
    is_chosen: bool


def verdicts_to_choose(chosen: str) -> list[Choice]:
    """The answers to the first question: is it true?"""
    return [Choice(name, label, name == chosen) for name, label in _verdicts().items()]


def verdict_words(verdict: str) -> str:
    """The answer to the first question, in a word or two."""
    return _verdicts()[verdict]


def _verdicts() -> dict[str, str]:
    return {
        "true": _("Yes"),
        "partly": _("In part"),
        "false": _("No"),
        "unknown": _("We do not know yet"),
    }
