from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.notifications.events import (
    AnnouncementChanged,
    AnnouncementPublished,
    AnnouncementReacted,
    AnnouncementWithdrawn,
)
from augenhoehe.domain.notifications.models import (
    Announcement,
    AnnouncementReaction,
    AnnouncementRead,
)
from augenhoehe.domain.notifications.signs import is_sign
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.policies import may_announce, may_take_part
from augenhoehe.domain.people.who import who_is
from augenhoehe.domain.posts.wording import mentioned_accounts, rendered
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid, require

LONGEST = 5000
MOST_SIGNS = 8


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an announcement says, and of when it speaks; it is taken down when that is over."""

    text: str
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    all_day: bool = False


@transaction.atomic
def publish_announcement(wanted: Wanted, *, by: Account) -> Announcement:
    """Say something to everybody on this server."""
    require(may_announce(who_is(by)))
    now = clock.now()
    made = Announcement(made_by=by, published_at=now, created_at=now, updated_at=now)
    _put(made, wanted)
    made.save(force_insert=True)
    emit(AnnouncementPublished(made.id))
    return made


@transaction.atomic
def change_announcement(announcement: Announcement, *, by: Account, wanted: Wanted) -> None:
    """Say it otherwise; who has read it is not bothered again."""
    require(may_announce(who_is(by)))
    _put(announcement, wanted)
    announcement.updated_at = clock.now()
    announcement.save()
    emit(AnnouncementChanged(announcement.id))


@transaction.atomic
def withdraw_announcement(announcement: Announcement, *, by: Account) -> None:
    """Take an announcement down; that it was made stays."""
    require(may_announce(who_is(by)))
    if announcement.withdrawn_at is None:
        announcement.withdrawn_at = clock.now()
        announcement.save(update_fields=["withdrawn_at"])
        emit(AnnouncementWithdrawn(announcement.id))


@transaction.atomic
def put_announcement_away(announcement: Announcement, *, by: Account) -> None:
    """Somebody has read it, and does not want to see it above their home any longer."""
    AnnouncementRead.objects.get_or_create(announcement=announcement, account=by)


@transaction.atomic
def answer_announcement(announcement: Announcement, sign: str, *, by: Account) -> None:
    """Answer with a sign: an emoji, or the word of one of this server's. Raises `Invalid`."""
    require(may_take_part(who_is(by)))
    if not is_sign(sign):
        raise Invalid(_("Name is not a recognized emoji"), field="name", code="no_sign")
    Announcement.objects.select_for_update().get(id=announcement.id)
    _check_room(_signs_on(announcement), sign)
    _row, is_new = AnnouncementReaction.objects.get_or_create(
        announcement=announcement, account=by, name=sign
    )
    if is_new:
        emit(AnnouncementReacted(announcement.id, sign))


@transaction.atomic
def take_answer_back(announcement: Announcement, sign: str, *, by: Account) -> None:
    """Take a sign back that one answered with."""
    gone, _rows = AnnouncementReaction.objects.filter(
        announcement=announcement, account=by, name=tidy(sign)
    ).delete()
    if gone:
        emit(AnnouncementReacted(announcement.id, sign))


def _signs_on(announcement: Announcement) -> Sequence[str]:
    return list(announcement.reactions.values_list("name", flat=True).distinct())


def _check_room(known: Sequence[str], sign: str) -> None:
    if sign not in known and len(known) >= MOST_SIGNS:
        raise Invalid(_("Limit of different reactions reached"), field="name", code="too_many")


def _put(announcement: Announcement, wanted: Wanted) -> None:
    text = tidy(wanted.text).strip()
    if not text:
        raise Invalid(_("Please write something."), field="text", code="empty")
    if len(text) > LONGEST:
        raise Invalid(
            _("At most %(most)d characters; these are %(length)d.")
            % {"most": LONGEST, "length": len(text)},
            field="text",
            code="too_long",
        )
    if wanted.starts_at and wanted.ends_at and wanted.ends_at < wanted.starts_at:
        raise Invalid(_("It ends before it begins."), field="ends_at", code="order")
    announcement.text = text
    announcement.html = rendered(text, mentioned_accounts(text))
    announcement.starts_at, announcement.ends_at = wanted.starts_at, wanted.ends_at
    announcement.all_day = wanted.all_day and bool(wanted.starts_at or wanted.ends_at)
