"""Saying something later: written now, said by the clock, with every rule asked again then."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from augenhoehe.domain.media.models import Picture
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.prior_approval import waits_for_approval
from augenhoehe.domain.people.selectors import protected_name_in_use
from augenhoehe.domain.posts import hats, scheduling
from augenhoehe.domain.posts import quoting as quotes
from augenhoehe.domain.posts import wording as wordings
from augenhoehe.domain.posts.actions.draft import drop_draft, save_draft
from augenhoehe.domain.posts.actions.publish import publish_post, require_open_to, where_to
from augenhoehe.domain.posts.audience import Audience, reader_for
from augenhoehe.domain.posts.events import PostHandedIn
from augenhoehe.domain.posts.first_line import literally
from augenhoehe.domain.posts.label_lines import labels_literally, taken_up
from augenhoehe.domain.posts.models import (
    Post,
    PostPicture,
    ScheduledPicture,
    ScheduledPost,
)
from augenhoehe.domain.posts.policies import may_publish
from augenhoehe.domain.posts.wording import Wording
from augenhoehe.domain.spaces.models import Space
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.faults import is_passing
from augenhoehe.foundation.patience import Patience
from augenhoehe.foundation.verdicts import Invalid, NotAllowed, require

log = logging.getLogger("augenhoehe.posts")

EARLIEST = timedelta(minutes=5)
MOST, MOST_A_DAY = 300, 25
_FIELD = "later"


@transaction.atomic
def schedule_post(
    *,
    by: Account,
    due_at: datetime,
    wording: Wording,
    voice: Account | None = None,
    space: Space | None = None,
    audience: int = Audience.PUBLIC,
    in_reply_to: Post | None = None,
    submission: str | None = None,
    draft: str = "",
    **how: Any,
) -> ScheduledPost:
    """Say something at `due_at` (aware). What `publish_post` takes, and refused like there.

    The same `submission` by the same person is one. `how`: what else `publish_post` takes.
    """
    Account.objects.select_for_update().get(id=by.id)  # limits and submissions one by one
    twin = ScheduledPost.objects.filter(account=by, submission=submission).first()
    if submission and twin is not None:
        return twin
    wording, speaks = _settled(by, wording, voice, space, audience, in_reply_to, how)
    wording = allowed_later(by, wording, voice, space, audience, in_reply_to, how.get("quoting"))
    _check_time(by, due_at)
    wanted = scheduling.as_wanted(
        wording,
        space=space,
        audience=audience,
        in_reply_to=in_reply_to,
        how=how | speaks,
    )
    row = ScheduledPost.objects.create(
        account=by, voice=voice, wanted=wanted, due_at=due_at, submission=submission
    )
    keep_waiting_pictures(row, wording, by)
    if draft:
        drop_draft(draft, by=by)
    return row


def _settled(
    by: Account,
    wording: Wording,
    voice: Account | None,
    space: Space | None,
    audience: int,
    parent: Post | None,
    how: Mapping[str, Any],
) -> tuple[Wording, dict[str, Any]]:
    """As what it will be said, which is settled now; whether one still may is asked again then."""
    reader = reader_for(by)
    space, audience = where_to(reader, space, audience, parent)
    if how.get("quoting") is not None:
        space, audience = quotes.place_of_quote(how["quoting"], space, audience, parent)
    wording, speaks = hats.taken_from(
        taken_up(wording, how.get("labels")),
        by=by,
        who=reader.who,
        voice=voice,
        space=space,
        hat=how.get("hat"),
        in_service=how.get("in_service"),
    )
    # It will be read once more.
    wording = replace(wording, text=literally(labels_literally(wording.text)))
    return wording, {} if voice else {"in_service": speaks.in_service, "hat": speaks.hat}


def allowed_later(
    by: Account,
    wording: Wording,
    voice: Account | None,
    space: Space | None,
    audience: int,
    parent: Post | None,
    quoting: Post | None,
) -> Wording:
    """Refuse now what would be refused then, as far as one can know."""
    reader = reader_for(by)
    space, audience = where_to(reader, space, audience, parent)
    if quoting is not None:
        quoting = quotes.taken_up(quoting, reader, voice=voice)
        space, _audience = quotes.place_of_quote(quoting, space, audience, parent)
    require(may_publish(reader, voice=voice, space=space if parent is None else None))
    wording = wordings.checked(wording)
    if wording.poll is not None and wording.poll.seconds is None:
        raise Invalid(_("Please say for how long the poll is open."), field="poll")
    require_open_to(by, wordings.mentioned_accounts(wording.text))
    return wording


def _check_time(by: Account, due_at: datetime, besides: int | None = None) -> None:
    if due_at < clock.now() + EARLIEST - timedelta(seconds=1):
        raise Invalid(
            _("The scheduled date must be in the future, by at least five minutes."), field=_FIELD
        )
    others = ScheduledPost.objects.filter(account=by)
    if besides is not None:
        others = others.exclude(id=besides)
    if others.count() >= MOST:
        raise Invalid(
            _("You have exceeded the limit of %(most)d scheduled posts.") % {"most": MOST},
            field=_FIELD,
        )
    day = due_at.replace(hour=0, minute=0, second=0, microsecond=0)
    if others.filter(due_at__range=(day, day + timedelta(days=1))).count() >= MOST_A_DAY:
        raise Invalid(
            _("You have exceeded the limit of %(most)d scheduled posts for that day.")
            % {"most": MOST_A_DAY},
            field=_FIELD,
        )


def keep_waiting_pictures(row: ScheduledPost, wording: Wording, by: Account) -> None:
    """From now on they wait with this post."""
    for place, picture in enumerate(wording.pictures):
        if picture.owner_id != by.id:
            raise Invalid(_("This picture is somebody else's."), field="pictures", code="foreign")
        _check_free(picture)
        ScheduledPicture.objects.create(scheduled=row, picture=picture, position=place)


def _check_free(picture: Picture) -> None:
    if PostPicture.objects.filter(picture=picture).exists():
        raise Invalid(_("This picture is in another post."), field="pictures", code="in_use")
    if ScheduledPicture.objects.filter(picture=picture).exists():
        raise Invalid(_("This picture waits in a post for later."), field="pictures", code="in_use")


@transaction.atomic
def reschedule(scheduled: ScheduledPost, *, by: Account, due_at: datetime) -> ScheduledPost:
    """Say it at another time; what could not be said gets another chance."""
    row = _own(scheduled, by)
    if row.waits_since is not None:
        raise NotAllowed(_("This waits for another person of the voice, and for no hour."))
    _check_time(by, due_at, besides=row.id)
    row.due_at, row.failed_at, row.why_failed = due_at, None, ""
    row.save(update_fields=["due_at", "failed_at", "why_failed"])
    return row


@transaction.atomic
def cancel_scheduled(scheduled: ScheduledPost, *, by: Account, as_draft: bool = False) -> None:
    """Not say it; with `as_draft` the words come back to be written on."""
    row = _own(scheduled, by)
    if as_draft:
        wanted = row.wanted
        save_draft(
            scheduling.slot_of(row),
            by=by,
            text=scheduling.as_typed(row),
            warning=wanted["warning"],
            seen="",
        )
    row.delete()


def _own(scheduled: ScheduledPost, by: Account) -> ScheduledPost:
    row = ScheduledPost.objects.select_for_update().filter(id=scheduled.id, account=by).first()
    if row is None:
        raise NotAllowed(_("This post has been published, or is not there any more."))
    return row


def publish_due() -> None:
    """Say what is due, each in a transaction of its own; done every minute."""
    due = ScheduledPost.objects.filter(failed_at__isnull=True, due_at__lte=clock.now())
    due = due.filter(waits_since__isnull=True)
    for row_id in list(due.order_by("due_at", "id").values_list("id", flat=True)[:500]):
        try:
            _publish(row_id)
        except Patience:
            continue  # a moment later, as for everybody
        except (Invalid, NotAllowed) as refusal:
            _fail(row_id, refusal)
        except Exception as fault:
            log.exception("cannot publish what was scheduled as %d", row_id)
            if not is_passing(fault):
                _fail(row_id)


@transaction.atomic
def _publish(row_id: int) -> None:
    """The row goes in the transaction in which the post comes: it is said once."""
    rows = ScheduledPost.objects.select_for_update().filter(id=row_id, failed_at__isnull=True)
    rows = rows.filter(waits_since__isnull=True)
    row = rows.select_related("account", "voice").first()
    if row is None or row.due_at > clock.now():
        return
    if row.account.left_at is not None:  # who has left says nothing any more
        row.delete()
        return
    if waits_for_approval(row.voice):
        hand_in_due(row)
        return
    with override(_language_of(row)):  # a refusal is read by who wrote it
        said = scheduling.as_asked(row)
        row.delete()  # its pictures are free for the post
        publish_post(
            by=row.account,
            voice=row.voice,
            submission=f"scheduled:{row_id}",
            written_at=_written_at(row),
            **said,
        )


def _language_of(row: ScheduledPost) -> str:
    return str(row.account.language or settings.SERVER_LANGUAGE or settings.LANGUAGE_CODE)


def _written_at(row: ScheduledPost) -> datetime:
    """Who is protected is so by the hour too: the day must do."""
    if row.voice is not None and protected_name_in_use(row.account, row.voice):
        return row.created_at.replace(hour=0, minute=0, second=0, microsecond=0)
    return row.created_at


def hand_in_due(row: ScheduledPost) -> None:
    """What is due through a voice that looks at its posts before, waits from now on."""
    row.waits_since = clock.now()
    row.save(update_fields=["waits_since"])
    emit(PostHandedIn(row.id))


@transaction.atomic
def _fail(row_id: int, why: Invalid | NotAllowed | None = None) -> None:
    """Keep what could not be said, with the reason, for who wrote it."""
    row = ScheduledPost.objects.select_for_update().select_related("account").get(id=row_id)
    with override(_language_of(row)):
        words = str(why) if why else _("A fault of this server kept it from being published.")
    row.why_failed = words[:300]
    row.failed_at = clock.now()
    row.save(update_fields=["failed_at", "why_failed"])
