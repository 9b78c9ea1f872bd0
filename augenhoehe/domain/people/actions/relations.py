from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.people.events import Blocked, Followed, FollowRequested, Unfollowed
from augenhoehe.domain.people.models import (
    Account,
    Block,
    DomainBlock,
    Endorsement,
    Follow,
    FollowRequest,
    ListMember,
    Mute,
)
from augenhoehe.domain.people.policies import CLOSED_TO_YOU, may_follow, may_mute_or_block
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.verdicts import Invalid, NotAllowed, require

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,4})?", re.IGNORECASE | re.ASCII)
_MOST_LANGUAGES = 40


@dataclass(frozen=True, slots=True)
class Wishes:
    """What of somebody one wants to read; None is as it was, or as one begins."""

    show_boosts: bool | None = None
    notify: bool | None = None
    languages: Sequence[str] | None = None  # none at all: every language

    def keep_in(self, row: Follow | FollowRequest) -> None:
        """Write what is wished and was different."""
        changed = []
        for name in ("show_boosts", "notify", "languages"):
            wished = getattr(self, name)
            if wished is not None and getattr(row, name) != wished:
                setattr(row, name, wished)
                changed.append(name)
        if changed:
            row.save(update_fields=changed)


@transaction.atomic
def follow(
    account: Account,
    *,
    by: Account,
    show_boosts: bool | None = None,
    notify: bool | None = None,
    languages: Sequence[str] | None = None,
) -> bool:
    """Read somebody's posts at home; True at once, False while they have yet to agree.

    Doing it again changes what one says: boosts, a notice of every post, which languages.
    """
    require(may_follow(who_is(by), account))
    _require_open(account, by)
    wishes = Wishes(show_boosts, notify, _checked_languages(languages))
    if current := Follow.objects.filter(follower=by, followed=account).first():
        wishes.keep_in(current)
        return True
    if account.approves_followers:
        request, new = FollowRequest.objects.get_or_create(follower=by, followed=account)
        wishes.keep_in(request)
        if new:
            emit(FollowRequested(by.id, account.id))
        return False
    _begin(by, account, wishes)
    return True


def _require_open(account: Account, by: Account) -> None:
    """Neither blocked the other, nor the other's server."""
    if Block.objects.filter(account=account, blocked=by).exists():
        if account.is_voice:
            raise NotAllowed(CLOSED_TO_YOU)
        raise NotAllowed(_("This person does not want to be followed by you."))
    if by.domain and DomainBlock.objects.filter(account=account, domain=by.domain).exists():
        raise NotAllowed(_("This person does not want to be followed by you."))
    if account.domain and DomainBlock.objects.filter(account=by, domain=account.domain).exists():
        raise NotAllowed(_("You blocked this server. Take that back first."))


def _checked_languages(languages: Sequence[str] | None) -> list[str] | None:
    if languages is None:
        return None
    chosen = list(dict.fromkeys(one.strip().lower() for one in languages if one.strip()))
    if len(chosen) > _MOST_LANGUAGES or not all(_LANGUAGE.fullmatch(one) for one in chosen):
        raise Invalid(_("Languages is invalid"), field="languages")
    return chosen


def _begin(follower: Account, followed: Account, wishes: Wishes) -> None:
    row = Follow(follower=follower, followed=followed)
    for name in ("show_boosts", "notify", "languages"):
        if (wished := getattr(wishes, name)) is not None:
            setattr(row, name, wished)
    row.save(force_insert=True)
    _count(follower.id, followed.id, 1)
    emit(Followed(follower.id, followed.id))


def _count(follower_id: int, followed_id: int, by: int) -> None:
    Account.objects.filter(id=follower_id).update(following_count=F("following_count") + by)
    Account.objects.filter(id=followed_id).update(followers_count=F("followers_count") + by)


@transaction.atomic
def unfollow(account: Account, *, by: Account) -> None:
    """Stop reading somebody at home, or take a request back."""
    FollowRequest.objects.filter(follower=by, followed=account).delete()
    end_follow(by, account)


def end_follow(follower: Account, followed: Account) -> None:
    """What a follow carried ends with it: a place in lists, a recommendation."""
    gone, _rows = Follow.objects.filter(follower=follower, followed=followed).delete()
    if gone:
        ListMember.objects.filter(reading_list__owner=follower, account=followed).delete()
        Endorsement.objects.filter(owner=follower, account=followed).delete()
        _count(follower.id, followed.id, -1)
        emit(Unfollowed(follower.id, followed.id))


@transaction.atomic
def accept_follower(follower: Account, *, by: Account) -> None:
    """Let somebody follow who asked."""
    asked = FollowRequest.objects.filter(follower=follower, followed=by).first()
    if asked is not None:
        asked.delete()
        _begin(follower, by, Wishes(asked.show_boosts, asked.notify, asked.languages))


@transaction.atomic
def reject_follower(follower: Account, *, by: Account) -> None:
    """Decline a request, or end that somebody follows."""
    FollowRequest.objects.filter(follower=follower, followed=by).delete()
    end_follow(follower, by)


@transaction.atomic
def mute(
    account: Account, *, by: Account, with_notifications: bool = True, until: datetime | None = None
) -> None:
    """Not read somebody any more. They do not learn of it."""
    require(may_mute_or_block(who_is(by), account))
    Mute.objects.update_or_create(
        account=by,
        muted=account,
        defaults={"with_notifications": with_notifications, "ends_at": until},
    )


@transaction.atomic
def unmute(account: Account, *, by: Account) -> None:
    """Read somebody again."""
    Mute.objects.filter(account=by, muted=account).delete()


@transaction.atomic
def block(account: Account, *, by: Account) -> None:
    """Neither read nor be followed or addressed by somebody; ends both follows."""
    require(may_mute_or_block(who_is(by), account))
    _block, new = Block.objects.get_or_create(account=by, blocked=account)
    FollowRequest.objects.filter(follower=account, followed=by).delete()
    FollowRequest.objects.filter(follower=by, followed=account).delete()
    end_follow(by, account)
    end_follow(account, by)
    if new:
        emit(Blocked(by.id, account.id))


@transaction.atomic
def unblock(account: Account, *, by: Account) -> None:
    """Take a block back; follows do not come back by themselves."""
    Block.objects.filter(account=by, blocked=account).delete()
