"""What can be asked about cases. A case is readable by whoever may read its post."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from augenhoehe.domain.criticism.models import ENDED, WAITING, Answer, Case, CaseEvent
from augenhoehe.domain.posts.audience import OPEN, Reader, readable
from augenhoehe.domain.posts.models import Post


def _readable(reader: Reader) -> QuerySet[Case]:
    # The post of a case may be a tombstone: the case stays readable where the post was open.
    gone = Q(post__deleted_at__isnull=False, audience__in=OPEN)
    return Case.objects.filter(readable(reader, post="post__") | gone).select_related(
        "post__account", "post__written_by", "about", "critic", "taken_by", "taken_under"
    )


def case_for(reader: Reader, case_id: int) -> Case | None:
    """One case, if this reader may read it."""
    return _readable(reader).filter(id=case_id).first()


def case_on(reader: Reader, post: Post) -> Case | None:
    """The case that was made of a post."""
    return _readable(reader).filter(post=post).first()


def cases_on(reader: Reader, post_ids: Collection[int]) -> dict[int, Case]:
    """By post: the cases made of these posts, for a whole page in one query."""
    if not post_ids:
        return {}
    rows = Case.objects.filter(post_id__in=post_ids).select_related("about")
    return {case.post_id: case for case in rows}


def waiting_cases(reader: Reader, *, limit: int = 50, offset: int = 0) -> list[Case]:
    """Criticism the organisation owes something, the longest wait first."""
    rows = _readable(reader).filter(state__in=WAITING).order_by("state_since", "id")
    return list(rows[offset : offset + limit])


def cases_in_state(reader: Reader, state: str, *, limit: int = 50, offset: int = 0) -> list[Case]:
    """Cases in one state, the oldest first."""
    rows = _readable(reader).filter(state=state).order_by("state_since", "id")
    return list(rows[offset : offset + limit])


def all_cases(reader: Reader, *, limit: int = 50, offset: int = 0) -> list[Case]:
    """Every case, the newest first."""
    return list(_readable(reader).order_by("-id")[offset : offset + limit])


def cases_of_critic(reader: Reader) -> list[Case]:
    """One's own cases, the newest first."""
    return list(_readable(reader).filter(critic_id=reader.account_id).order_by("-id")[:100])


def cases_about(reader: Reader, voice_id: int, *, limit: int = 50) -> list[Case]:
    """Cases about a voice, the newest first."""
    return list(_readable(reader).filter(about_id=voice_id).order_by("-id")[:limit])


def latest_answers(reader: Reader, *, limit: int = 5) -> list[Answer]:
    """The last public answers, newest first."""
    rows = Answer.objects.filter(readable(reader, post="post__"))
    return list(
        rows.select_related(
            "case__about",
            "case__post__account",
            "post__account",
            "post__written_by",
            "post__protected_name",
            "post__space",
        ).order_by("-id")[:limit]
    )


def history_of(case: Case) -> list[CaseEvent]:
    """All steps of a case, the first first."""
    return list(
        case.events.select_related(
            "by", "protected_name", "post__account", "post__written_by", "post__protected_name"
        ).order_by("number")
    )


def answers_of(case: Case) -> list[Answer]:
    """All answers, the first first."""
    return list(case.answers.select_related("post__protected_name", "given_by").order_by("id"))


@dataclass(frozen=True, slots=True)
class Count:
    """How many public cases are in which condition. About the organisation, never a person."""

    waiting: int
    answered: int
    confirmed: int
    resting: int


def count_cases(reader: Reader) -> Count:
    """The figures above the list of cases."""
    rows = _readable(reader).select_related(None)
    states = list(rows.values_list("state", flat=True))
    return Count(
        waiting=sum(state in WAITING for state in states),
        answered=sum(state in (Case.State.ANSWERED, Case.State.REMEDIED) for state in states),
        confirmed=states.count(Case.State.CONFIRMED),
        resting=states.count(Case.State.DORMANT),
    )


def is_ended(case: Case) -> bool:
    return case.state in ENDED


def is_waiting(case: Case) -> bool:
    """Whether the organisation owes the next step."""
    return case.state in WAITING


def audience_and_post_of(case_id: int) -> tuple[bool, int]:
    """Whether everybody may know of a case, and the post it is about. For announcements."""
    audience, post_id = Case.objects.values_list("audience", "post_id").get(id=case_id)
    return audience in OPEN, post_id
