"""Lists of cases: what waits, what was answered, and the figures above them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case as Choice
from django.db.models import Count as CountRows
from django.db.models import Exists, F, Min, OuterRef, QuerySet, When

from augenhoehe.domain.criticism.models import WAITING, Answer, Case
from augenhoehe.domain.criticism.selectors.cases import readable_cases
from augenhoehe.domain.people.models import Account, ProtectedName
from augenhoehe.domain.posts.audience import Reader, reachable, readable
from augenhoehe.domain.posts.loading import load_posts
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation.prepared import prepared, rows_by_id

_S = Case.State
# What lists of cases are asked for: by name, the states that are meant.
CONDITIONS: Mapping[str, Collection[str]] = {
    "waiting": WAITING,
    "answered": (_S.ANSWERED, _S.REMEDIED),
    "confirmed": (_S.CONFIRMED,),
    "resting": (_S.DORMANT,),
    "withdrawn": (_S.WITHDRAWN,),
    "removed": (_S.REMOVED,),
    "all": tuple(_S),
}
# Looking after a case is no answer: the wait goes on from the criticism, or from the dispute.
_WAITS_SINCE = Choice(When(state=_S.DISPUTED, then=F("state_since")), default=F("opened_at"))


def cases_where(
    reader: Reader,
    condition: str,
    *,
    voice_id: int | None = None,
    limit: int = 50,
    offset: int = 0,
) -> list[Case]:
    """Cases in a condition: what waits by the length of its wait, the rest by its last step."""
    rows = _ids_where(reader, voice_id, condition=condition, end=offset + limit, begin=offset)
    return load_cases([case_id for (case_id,) in rows])


@prepared
def _ids_where(
    reader: Reader, voice_id: int | None, *, condition: str, begin: int, end: int
) -> QuerySet[Case, tuple[int]]:
    rows = Case.objects.filter(reachable(reader, post="post__"), state__in=CONDITIONS[condition])
    order = [_WAITS_SINCE.asc()] if condition == "waiting" else [F("state_since").desc()]
    return _about(rows, voice_id).order_by(*order, "id").values_list("id")[begin:end]


def load_cases(ids: Sequence[int]) -> list[Case]:
    """These cases in this order, with what a list shows of them.

    In narrow queries: the join of six tables with all their columns took Django 2.4 ms to
    write, for eight cases; this takes 0.5.
    """
    found = rows_by_id(Case, ids)
    cases = [found[case_id] for case_id in ids]
    posts = {post.id: post for post in load_posts([case.post_id for case in cases])}
    names = rows_by_id(ProtectedName, {c.taken_under_id for c in cases if c.taken_under_id})
    people = {one for case in cases for one in (case.about_id, case.critic_id, case.taken_by_id)}
    accounts = rows_by_id(Account, {one for one in people if one is not None})
    for case in cases:
        case.post, case.about = posts[case.post_id], accounts[case.about_id]
        case.critic = accounts[case.critic_id] if case.critic_id else None
        case.taken_by = accounts[case.taken_by_id] if case.taken_by_id else None
        case.taken_under = names[case.taken_under_id] if case.taken_under_id else None
    return cases


def _about(rows: QuerySet[Case], voice_id: int | None) -> QuerySet[Case]:
    return rows if voice_id is None else rows.filter(about_id=voice_id)


def waiting_cases(reader: Reader, *, limit: int = 50, offset: int = 0) -> list[Case]:
    """Criticism the organisation owes something, the longest wait first."""
    return cases_where(reader, "waiting", limit=limit, offset=offset)


def waiting_since(case: Case) -> datetime:
    """Since when the organisation owes the next step of a case that waits."""
    return case.state_since if case.state == _S.DISPUTED else case.opened_at


def cases_in_state(reader: Reader, state: str, *, limit: int = 50, offset: int = 0) -> list[Case]:
    """Cases in one state, the oldest first."""
    rows = readable_cases(reader).filter(state=state).order_by("state_since", "id")
    return list(rows[offset : offset + limit])


def all_cases(reader: Reader, *, limit: int = 50, offset: int = 0) -> list[Case]:
    """Every case, the newest first."""
    return list(readable_cases(reader).order_by("-id")[offset : offset + limit])


def cases_of_critic(reader: Reader) -> list[Case]:
    """One's own cases, the newest first."""
    return list(readable_cases(reader).filter(critic_id=reader.account_id).order_by("-id")[:100])


def cases_about(reader: Reader, voice_id: int, *, limit: int = 50) -> list[Case]:
    """Cases about a voice, the newest first."""
    return list(readable_cases(reader).filter(about_id=voice_id).order_by("-id")[:limit])


def latest_answers(reader: Reader, *, limit: int = 5) -> list[Answer]:
    """The last public answers, newest first."""
    answers = _last_answers(reader, limit=limit)
    cases = {case.id: case for case in load_cases([answer.case_id for answer in answers])}
    posts = {post.id: post for post in load_posts([answer.post_id for answer in answers])}
    for answer in answers:
        answer.post, answer.case = posts[answer.post_id], cases[answer.case_id]
    return answers


@prepared
def _last_answers(reader: Reader, *, limit: int) -> QuerySet[Answer]:
    # A question to each answer and no join: SQLite would begin with all posts there are.
    may_read = Post.objects.filter(readable(reader), id=OuterRef("post_id"))
    return Answer.objects.filter(Exists(may_read)).order_by("-id")[:limit]


@dataclass(frozen=True, slots=True)
class Count:
    """How many cases are in which condition. About the organisation, never a person.

    What an intervention removed stays open: removing criticism improves no figure.
    """

    waiting: int
    answered: int
    confirmed: int
    resting: int
    withdrawn: int
    removed: int
    open_since: datetime | None  # the longest wait, of what was removed too

    @property
    def open(self) -> int:
        return self.waiting + self.removed

    @property
    def all(self) -> int:
        ended = self.answered + self.confirmed + self.resting + self.withdrawn
        return self.open + ended


def count_cases(reader: Reader, *, voice_id: int | None = None) -> Count:
    """The figures above the list of cases."""
    rows = _about(readable_cases(reader).select_related(None), voice_id)
    found = dict(rows.order_by().values_list("state").annotate(CountRows("id")))
    still_open = rows.filter(state__in=(*WAITING, _S.REMOVED))
    oldest = still_open.aggregate(since=Min(_WAITS_SINCE))["since"]

    def number(condition: str) -> int:
        return sum(found.get(state, 0) for state in CONDITIONS[condition])

    return Count(
        waiting=number("waiting"),
        answered=number("answered"),
        confirmed=number("confirmed"),
        resting=number("resting"),
        withdrawn=number("withdrawn"),
        removed=number("removed"),
        open_since=oldest,
    )
