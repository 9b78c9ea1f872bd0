"""What can be asked about one case. A case is readable by whoever may read its post."""

from collections.abc import Collection, Set

from django.db.models import Q, QuerySet

from augenhoehe.domain.criticism.models import ENDED, Answer, Case, CaseEvent
from augenhoehe.domain.criticism.states import waits_in
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.audience import OPEN, Reader, reachable
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation.prepared import prepared, rows_by_id


def readable_cases(reader: Reader) -> QuerySet[Case]:
    """All cases this reader may read."""
    # Reachable: the post of a case may be a tombstone, and the case stays.
    return Case.objects.filter(reachable(reader, post="post__")).select_related(
        "post__account",
        "post__written_by",
        "about",
        "critic",
        "contact",
        "entered_by",
        "taken_by",
        "taken_under",
    )


def case_for(reader: Reader, case_id: int) -> Case | None:
    """One case, if this reader may read it."""
    return readable_cases(reader).filter(id=case_id).first()


def case_on(reader: Reader, post: Post) -> Case | None:
    """The case that was made of a post."""
    return readable_cases(reader).filter(post=post).first()


def cases_on(reader: Reader, post_ids: Collection[int]) -> dict[int, Case]:
    """By post: the cases made of these posts, for a whole page."""
    if not post_ids:
        return {}
    cases = _cases_of_posts(frozenset(post_ids))
    voices = rows_by_id(Account, {case.about_id for case in cases})
    for case in cases:
        case.about = voices[case.about_id]
    return {case.post_id: case for case in cases}


@prepared
def _cases_of_posts(post_ids: Set[int]) -> QuerySet[Case]:
    return Case.objects.filter(post_id__in=post_ids)


def answers_among(post_ids: Collection[int]) -> frozenset[int]:
    """Those of the posts that answer a criticism, and so stay."""
    if not post_ids:
        return frozenset()
    rows = Answer.objects.filter(post_id__in=post_ids)
    return frozenset(rows.values_list("post_id", flat=True))


def public_cases_around(post_ids: Collection[int]) -> dict[int, int]:
    """By post: the case that was made of it, or that it answers, as far as everybody may know."""
    if not post_ids:
        return {}
    ids = frozenset(post_ids)
    return dict(_public_answers(ids)) | dict(_public_cases(ids))


@prepared
def _public_answers(post_ids: Set[int]) -> QuerySet[Answer, tuple[int, int]]:
    rows = Answer.objects.filter(post_id__in=post_ids, case__audience__in=OPEN)
    return rows.values_list("post_id", "case_id")


@prepared
def _public_cases(post_ids: Set[int]) -> QuerySet[Case, tuple[int, int]]:
    rows = Case.objects.filter(post_id__in=post_ids, audience__in=OPEN)
    return rows.values_list("post_id", "id")


def brought_in_from_elsewhere(post_ids: Collection[int]) -> set[int]:
    """Those of the posts that quote what somebody said on another site."""
    if not post_ids:
        return set()
    rows = Case.objects.filter(post_id__in=post_ids, channel=Case.Channel.ELSEWHERE)
    return set(rows.values_list("post_id", flat=True))


def history_of(case: Case) -> list[CaseEvent]:
    """All steps of a case, the first first."""
    return list(
        case.events.select_related(
            "by",
            "by_contact",
            "protected_name",
            "to",
            "to_name",
            "post__account",
            "post__written_by",
            "post__protected_name",
        ).order_by("number")
    )


def answers_of(case: Case) -> list[Answer]:
    """All answers, the first first."""
    return list(case.answers.select_related("post__protected_name", "given_by").order_by("id"))


def is_ended(case: Case) -> bool:
    return case.state in ENDED


def is_waiting(case: Case) -> bool:
    """Whether the organisation owes the next step."""
    return waits_in(case.state)


def audience_and_post_of(case_id: int) -> tuple[bool, int]:
    """Whether everybody may know of a case, and the post it is about. For announcements."""
    audience, post_id = Case.objects.values_list("audience", "post_id").get(id=case_id)
    return audience in OPEN, post_id


def case_to_write_about(case_id: int) -> Case | None:
    """A case with its critic's login or address, for a letter; None if there is neither."""
    reachable_by_mail = Q(critic__login__isnull=False) | Q(contact__isnull=False)
    rows = Case.objects.filter(reachable_by_mail, id=case_id)
    return rows.select_related("critic__login", "contact", "about", "post", "entered_by").first()
