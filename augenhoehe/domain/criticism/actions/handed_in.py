"""Answers through a voice that lets its posts be looked at before: they wait, the clock does not.

The case stays unanswered until another person of the voice says yes.
"""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.criticism.actions.answering import check_nobody_was_quicker
from augenhoehe.domain.criticism.actions.blocks import check_own_words
from augenhoehe.domain.criticism.actions.case import answer_case
from augenhoehe.domain.criticism.actions.locking import locked_as_read
from augenhoehe.domain.criticism.models import Answer, Case
from augenhoehe.domain.criticism.policies import may_answer
from augenhoehe.domain.people.models import Account, Hat
from augenhoehe.domain.people.prior_approval import waits_for_approval
from augenhoehe.domain.people.who import who_is
from augenhoehe.domain.posts.actions import Wording, hand_in_post, release_post, take_for_release
from augenhoehe.domain.posts.events import PostReleased
from augenhoehe.domain.posts.models import Post, ScheduledPost
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.verdicts import Invalid, require


def answer_or_hand_in(case: Case, **asked: Any) -> Answer | ScheduledPost:
    """Answer, or hand the answer in where its voice asks for that. What `answer_case` takes."""
    if not waits_for_approval(asked.get("voice")):
        return answer_case(case, **asked)
    return hand_in_answer(case, **asked)


@transaction.atomic
def hand_in_answer(
    case: Case,
    *,
    by: Account,
    text: str,
    verdict: str,
    voice: Account,
    pictures: Any = (),
    submission: str | None = None,
    answers_seen: int | None = None,
    hat: Hat | None = None,
) -> ScheduledPost:
    """Leave an answer to another person of the voice. Through a voice nobody wears a `hat`."""
    case = locked_as_read(case, by)
    require(may_answer(who_is(by), case, voice=voice))
    check_nobody_was_quicker(case, answers_seen)
    if verdict not in Answer.Verdict.values:
        raise Invalid(_("Please say first whether it is true."), field="verdict", code="empty")
    check_own_words(text)
    return hand_in_post(
        by=by,
        voice=voice,
        wording=Wording(text=text, pictures=pictures),
        audience=case.post.audience if case.post.audience < 2 else 0,
        in_reply_to=case.post,
        submission=submission,
        draft=f"case:{case.id}",
        case=case.id,
        verdict=verdict,
    )


def release(row: ScheduledPost, *, by: Account) -> Post:
    """Say yes to what waits, a post or an answer to a criticism."""
    return release_answer(row, by=by) if row.wanted.get("case") else release_post(row, by=by)


@transaction.atomic
def release_answer(row: ScheduledPost, *, by: Account) -> Post:
    """Say yes to an answer: it is given now, with every rule asked once more."""
    row, said = take_for_release(row, by=by)
    case = Case.objects.get(id=said["case"])
    answer = answer_case(
        case,
        by=row.account,
        voice=row.voice,
        text=said["wording"].text,
        verdict=said["verdict"],
        pictures=said["wording"].pictures,
        labels=said["wording"].labels,
        submission=row.submission or f"handed-in:{row.id}",
        is_released=by.id != row.account_id,
    )
    emit(PostReleased(answer.post_id, row.account_id))
    return answer.post
