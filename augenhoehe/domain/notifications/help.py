"""Notices of help before and after: looks at drafts, posts that wait for a voice, backing.

`thing` is the look, or what waits; `step` says which. Who wrote for a voice under a protected
name is not named, and who released is named to nobody.
"""

from typing import Any

from augenhoehe.domain.criticism.events import AnswerBacked
from augenhoehe.domain.criticism.models import Backing
from augenhoehe.domain.notifications.events import Noticed
from augenhoehe.domain.notifications.models import Notification
from augenhoehe.domain.people.prior_approval import people_of
from augenhoehe.domain.posts.approvals import people_to_ask
from augenhoehe.domain.posts.audience import reader_for
from augenhoehe.domain.posts.events import (
    LookAsked,
    LookCommented,
    LookDeclined,
    PostGivenBack,
    PostHandedIn,
    PostReleased,
)
from augenhoehe.domain.posts.models import Look, ScheduledPost
from augenhoehe.domain.posts.places import may_read_waiting
from augenhoehe.foundation.events import emit

_KIND = Notification.Kind.COLLEAGUE


def tell_look_asked(event: LookAsked) -> None:
    look = Look.objects.get(id=event.look_id)
    _tell(look.colleague_id, "look_asked", actor_id=look.by_id, thing=look.id)


def tell_look_commented(event: LookCommented) -> None:
    look = Look.objects.get(id=event.look_id)
    other = look.by_id if event.by_id == look.colleague_id else look.colleague_id
    _tell(other, "look_said", actor_id=event.by_id, thing=look.id)


def tell_look_declined(event: LookDeclined) -> None:
    _tell(event.colleague_id, "look_no", actor_id=event.by_id)


def tell_handed_in(event: PostHandedIn) -> None:
    """Everybody else who writes for the voice and may read the place."""
    row = ScheduledPost.objects.select_related("voice").get(id=event.row_id)
    if row.voice is None:
        return
    for person in people_to_ask(row, people_of(row.voice)):
        if may_read_waiting(reader_for(person), row):
            _tell(person.id, "handed_in", actor_id=row.voice_id, thing=row.id)


def tell_released(event: PostReleased) -> None:
    _tell(event.writer_id, "released", post_id=event.post_id)


def tell_given_back(event: PostGivenBack) -> None:
    row = ScheduledPost.objects.get(id=event.row_id)
    _tell(row.account_id, "given_back", actor_id=row.voice_id, thing=row.id)


def tell_backed(event: AnswerBacked) -> None:
    """Whoever answered learns that the organisation stands behind it."""
    backing = Backing.objects.select_related("answer__case").get(id=event.backing_id)
    answer = backing.answer
    if answer.given_by_id is not None:
        _tell(answer.given_by_id, "backed", post_id=answer.post_id, case_id=answer.case_id)


def _tell(
    recipient_id: int,
    step: str,
    *,
    actor_id: int | None = None,
    thing: int | None = None,
    post_id: int | None = None,
    case_id: int | None = None,
) -> None:
    """Write a notice, or wake the same one that was not read yet."""
    about: dict[str, Any] = {"actor_id": actor_id, "post_id": post_id, "case_id": case_id}
    notice, new = Notification.objects.get_or_create(
        recipient_id=recipient_id, kind=_KIND, step=step, thing=thing, read_at=None, **about
    )
    if new:
        emit(Noticed(notice.id, recipient_id))
