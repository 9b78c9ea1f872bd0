"""The one door through which notices about posts, people and cases come to somebody.

Nobody is told of what they may not read, nor by whom they muted or blocked; what their own
policy holds back waits until they ask for it.
"""

from __future__ import annotations

from augenhoehe.domain.criticism.models import Case
from augenhoehe.domain.criticism.selectors import case_for
from augenhoehe.domain.notifications.events import Noticed
from augenhoehe.domain.notifications.grouping import GROUPED, group_key_for
from augenhoehe.domain.notifications.models import NoticePolicy, NoticeRequest, Notification
from augenhoehe.domain.notifications.screening import Stance, answer_of_policy, stance_to
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.audience import EVERYBODY, Reader, readable, reader_for
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit

Answer = NoticePolicy.Answer
_MOST_COUNTED = 100


def tell(
    recipient_id: int,
    kind: str,
    *,
    actor_id: int | None = None,
    post_id: int | None = None,
    space_id: int | None = None,
    case_id: int | None = None,
    step: str = "",
) -> None:
    """Write a notice, unless the recipient must not know or does not want to."""
    answer: str = Answer.ACCEPT
    if actor_id is not None:
        post = _post(post_id)
        thread_id = (post.thread_id or post.id) if post is not None else None
        stance = stance_to(recipient_id, actor_id, thread_id)
        if not _wants(stance, recipient_id, case_id):
            return
        answer = answer_of_policy(recipient_id, kind, stance, post)
    if answer == Answer.DROP or not _may_know(recipient_id, post_id, case_id):
        return
    if kind in GROUPED and _was_told(recipient_id, kind, actor_id, post_id):
        return
    notice = Notification.objects.create(
        recipient_id=recipient_id,
        kind=kind,
        actor_id=actor_id,
        post_id=post_id,
        space_id=space_id,
        case_id=case_id,
        step=step,
        group_key=group_key_for(recipient_id, kind, post_id),
        is_held_back=answer == Answer.FILTER,
    )
    if notice.is_held_back and actor_id is not None:
        count_request(recipient_id, actor_id, post_id=post_id)
    else:
        emit(Noticed(notice.id, recipient_id))


def _was_told(recipient_id: int, kind: str, actor_id: int | None, post_id: int | None) -> bool:
    """Who likes, takes it back and likes again rings no second time."""
    same = Notification.objects.filter(recipient_id=recipient_id, kind=kind, actor_id=actor_id)
    same = same.filter(post__isnull=True) if post_id is None else same.filter(post_id=post_id)
    return same.exists()


def _post(post_id: int | None) -> Post | None:
    if post_id is None:
        return None
    rows = Post.objects.select_related("in_reply_to", "thread", "quote_of")
    return rows.filter(id=post_id).first()


def _wants(stance: Stance, recipient_id: int, case_id: int | None) -> bool:
    """Whether somebody looks away from who did it. Criticism is heard by those who answer it.

    A voice does not look away, and no single person of its team does so for it.
    """
    if case_id is None:
        return not (stance.is_refused or stance.is_muted_for_strangers or stance.is_thread_muted)
    return not stance.is_refused or not _is_critic(recipient_id, case_id)


def _is_critic(account_id: int, case_id: int) -> bool:
    """Whose case it is: they, and nobody who is to answer, may do without news of it."""
    return Case.objects.filter(id=case_id, critic_id=account_id).exists()


def count_request(recipient_id: int, sender_id: int, *, post_id: int | None = None) -> None:
    """How many notices of somebody wait, up to 100; none is no request any more."""
    waiting = Notification.objects.filter(
        recipient_id=recipient_id, actor_id=sender_id, is_held_back=True
    )
    count = len(waiting.values_list("id")[:_MOST_COUNTED])
    if not count:
        NoticeRequest.objects.filter(account_id=recipient_id, sender_id=sender_id).delete()
        return
    fresh: dict[str, object] = {"notices_count": count, "updated_at": clock.now()}
    if post_id is not None:
        fresh["last_post_id"] = post_id
    NoticeRequest.objects.update_or_create(
        account_id=recipient_id, sender_id=sender_id, defaults=fresh
    )


def _may_know(recipient_id: int, post_id: int | None, case_id: int | None) -> bool:
    """Nobody is told of what they may not read."""
    if _can_read(EVERYBODY, post_id, case_id):
        return True
    return _can_read(reader_for(Account.objects.get(id=recipient_id)), post_id, case_id)


def _can_read(reader: Reader, post_id: int | None, case_id: int | None) -> bool:
    if case_id is not None and case_for(reader, case_id) is None:
        return False
    return post_id is None or Post.objects.filter(readable(reader), id=post_id).exists()
