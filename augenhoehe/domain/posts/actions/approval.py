"""Posts of a voice that lets them be looked at before: handed in, released, or given back.

What somebody says in their own name never comes here.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.prior_approval import people_of, waits_for_approval
from augenhoehe.domain.posts import hats, scheduling
from augenhoehe.domain.posts import wording as wordings
from augenhoehe.domain.posts.actions.draft import drop_draft
from augenhoehe.domain.posts.actions.edit import edit_post
from augenhoehe.domain.posts.actions.publish import publish_post, submitted_before
from augenhoehe.domain.posts.actions.schedule import (
    MOST,
    allowed_later,
    keep_waiting_pictures,
)
from augenhoehe.domain.posts.audience import Audience, reader_for
from augenhoehe.domain.posts.events import PostGivenBack, PostHandedIn, PostReleased
from augenhoehe.domain.posts.first_line import literally
from augenhoehe.domain.posts.label_lines import (
    labels_literally,
    taken_up,
    taken_up_in_edit,
)
from augenhoehe.domain.posts.models import Post, ScheduledPost
from augenhoehe.domain.posts.places import may_read_waiting
from augenhoehe.domain.posts.policies import may_edit
from augenhoehe.domain.posts.policies_help import may_release
from augenhoehe.domain.posts.wording import Wording
from augenhoehe.domain.spaces.models import Space
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid, NotAllowed, require

_OF_PEOPLE = ("hat", "in_service")  # what is said through a voice wears no hat, and is in service


def publish_or_hand_in(**asked: Any) -> Post | ScheduledPost:
    """Say something, or hand it in where the voice lets its posts be looked at before."""
    by, voice, submission = asked["by"], asked.get("voice"), asked.get("submission")
    if not waits_for_approval(voice) or (submission and submitted_before(by, submission)):
        return publish_post(**asked)
    return hand_in_post(**asked)


@transaction.atomic
def hand_in_post(
    *,
    by: Account,
    voice: Account,
    wording: Wording,
    space: Space | None = None,
    audience: int = Audience.PUBLIC,
    in_reply_to: Post | None = None,
    submission: str | None = None,
    draft: str = "",
    **how: Any,
) -> ScheduledPost:
    """Leave a post to another person of the voice. What `publish_post` takes.

    Every rule is asked now, and again when it is released. The same `submission` is one.
    """
    if twin := _handed_in_before(by, submission):
        return twin
    _require_somebody_else(by, voice)
    hats.refuse_with_voice(wording, how.get("hat"))
    wording = taken_up(wording, how.pop("labels", None))
    wording = replace(wording, text=labels_literally(wording.text))  # it will be read once more
    how = {name: value for name, value in how.items() if name not in _OF_PEOPLE}
    wording = allowed_later(by, wording, voice, space, audience, in_reply_to, how.get("quoting"))
    wanted = scheduling.as_wanted(
        wording, space=space, audience=audience, in_reply_to=in_reply_to, how=how
    )
    row = _handed_in(by, voice, wanted, submission)
    keep_waiting_pictures(row, wording, by)
    if draft:
        drop_draft(draft, by=by)
    return row


@transaction.atomic
def hand_in_edit(
    post: Post, *, by: Account, wording: Wording, is_correction: bool = False, draft: str = ""
) -> ScheduledPost:
    """Leave a new wording of the voice's post to another person of it.

    Pictures stay as they are in the post: others come with a new post.
    """
    if post.deleted_at:
        raise NotAllowed(_("This post has been deleted."))
    require(may_edit(reader_for(by), post))
    _require_somebody_else(by, post.account)
    wording = wordings.checked(hats.refuse_in_edit(taken_up_in_edit(wording, post), post))
    # It will be read once more.
    wording = replace(wording, text=literally(labels_literally(wording.text)))
    if tuple(wording.pictures) != wordings.pictures_in(post):
        raise Invalid(
            _("A wording that is looked at before keeps its pictures. Others need a new post."),
            field="pictures",
        )
    wanted = scheduling.as_wanted(
        wording,
        space=post.space if post.is_internal else None,
        audience=post.audience,
        in_reply_to=None,
        how={"is_correction": is_correction},
    )
    row = _handed_in(by, post.account, wanted, None, edits=post)
    if draft:
        drop_draft(draft, by=by)
    return row


@transaction.atomic
def release_post(row: ScheduledPost, *, by: Account) -> Post:
    """Say yes as another person of the voice: it is published, and says that it was looked at.

    Whoever wrote it can do so too once the voice does not ask for it any more.
    """
    row, said = take_for_release(row, by=by)
    looked_at = by.id != row.account_id
    if row.edits is not None:
        post = _edited(row, said, looked_at=looked_at)
    else:
        post = publish_post(
            by=row.account,
            voice=row.voice,
            submission=row.submission or f"handed-in:{row.id}",
            is_released=looked_at,
            **said,
        )
    emit(PostReleased(post.id, row.account_id))
    return post


def take_for_release(row: ScheduledPost, *, by: Account) -> tuple[ScheduledPost, dict[str, Any]]:
    """The row, gone now, and what was asked for; only in the transaction that publishes it."""
    row = _waiting(row, by)
    number = row.id
    said = scheduling.as_asked(row)
    row.delete()  # its pictures are free for the post
    row.id = number
    return row, said


@transaction.atomic
def give_back(row: ScheduledPost, *, by: Account, why: str) -> ScheduledPost:
    """Not yet: whoever wrote it reads why, and has the words again."""
    row = _waiting(row, by)
    why = tidy(why).strip()
    if not why:
        raise Invalid(_("Please say what should be different."), field="why", code="empty")
    if len(why) > 1000:
        raise Invalid(_("At most 1,000 characters, please."), field="why", code="too_long")
    row.given_back_at, row.given_back_by, row.given_back_why = clock.now(), by, why
    row.save(update_fields=["given_back_at", "given_back_by", "given_back_why"])
    emit(PostGivenBack(row.id))
    return row


def _handed_in_before(by: Account, submission: str | None) -> ScheduledPost | None:
    Account.objects.select_for_update().get(id=by.id)
    if not submission:
        return None
    return ScheduledPost.objects.filter(account=by, submission=submission).first()


def _handed_in(
    by: Account,
    voice: Account,
    wanted: dict[str, Any],
    submission: str | None,
    *,
    edits: Post | None = None,
) -> ScheduledPost:
    if ScheduledPost.objects.filter(account=by).count() >= MOST:
        raise Invalid(_("You have written enough for later. Please wait until some of it is out."))
    now: datetime = clock.now()
    row = ScheduledPost.objects.create(
        account=by,
        voice=voice,
        wanted=wanted,
        due_at=now,
        waits_since=now,
        submission=submission,
        edits=edits,
    )
    emit(PostHandedIn(row.id))
    return row


def _require_somebody_else(by: Account, voice: Account) -> None:
    if not people_of(voice) - {by.id}:
        raise NotAllowed(
            _(
                "Nobody else writes for this voice at present, so nobody could look at this. "
                "A steward can let somebody in, or end that posts are looked at before."
            )
        )


def _waiting(row: ScheduledPost, by: Account) -> ScheduledPost:
    rows = ScheduledPost.objects.select_for_update(of=("self",))
    found = rows.select_related("account", "voice", "edits").filter(id=row.id).first()
    if found is None or found.given_back_at is not None:
        raise NotAllowed(_("This has been released, given back, or taken back meanwhile."))
    reader = reader_for(by)
    require(may_release(reader, found))
    if not may_read_waiting(reader, found):
        raise NotAllowed(_("This is for a place you cannot read."))
    return found


def _edited(row: ScheduledPost, said: dict[str, Any], *, looked_at: bool) -> Post:
    assert row.edits is not None  # noqa: S101 - for the type checker
    wording = replace(said["wording"], pictures=wordings.pictures_in(row.edits))
    return edit_post(
        row.edits,
        by=row.account,
        wording=wording,
        is_correction=bool(said.get("is_correction")),
        is_released=looked_at,
    )
