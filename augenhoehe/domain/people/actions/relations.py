from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.people.events import (
    Blocked,
    Followed,
    FollowedAgain,
    FollowRejected,
    FollowRequested,
    FollowWithdrawn,
    Unblocked,
    Unfollowed,
)
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
_WISHES = ("show_boosts", "notify", "languages", "uri")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What of somebody one wants to read; None is as it was, or as one begins."""

    show_boosts: bool | None = None
    notify: bool | None = None
    languages: Sequence[str] | None = None  # none at all: every language
    uri: str | None = None  # as the follower's server calls it, which is elsewhere

    def keep_in(self, row: Follow | FollowRequest) -> None:
        """Write what is wished and was different."""
        changed = []
        for name in _WISHES:
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
    uri: str | None = None,
) -> bool:
    """Read somebody's posts at home; True at once, False while they have yet to agree.

    Who lives elsewhere always has yet to: their server answers for them. Doing it again
    changes what one says: boosts, a notice of every post, which languages. `uri` is the id of
    the follow, where it comes from elsewhere.
    """
    require(may_follow(who_is(by), account))
    _require_open(account, by)
    wishes = Wishes(show_boosts, notify, _checked_languages(languages), uri)
    if current := Follow.objects.filter(follower=by, followed=account).first():
        wishes.keep_in(current)
        if by.domain:  # their server did not hear that it was granted
            emit(FollowedAgain(by.id, account.id))
        return True
    if account.approves_followers or account.domain:
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
    for name in _WISHES:
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
    withdraw_request(by, account)
    end_follow(by, account)


def withdraw_request(follower: Account, followed: Account) -> None:
    """A wish to follow that was not answered is none any more."""
    gone, _rows = FollowRequest.objects.filter(follower=follower, followed=followed).delete()
    if gone:
        _leave_lists(follower, followed)
        emit(FollowWithdrawn(follower.id, followed.id))


def end_follow(follower: Account, followed: Account, *, by_follower: bool = True) -> bool:
    """What a follow carried ends with it: a place in lists, a recommendation."""
    gone, _rows = Follow.objects.filter(follower=follower, followed=followed).delete()
    if gone:
        _leave_lists(follower, followed)
        Endorsement.objects.filter(owner=follower, account=followed).delete()
        _count(follower.id, followed.id, -1)
        emit(Unfollowed(follower.id, followed.id, by_follower))
    return bool(gone)


def _leave_lists(follower: Account, followed: Account) -> None:
    """A place in lists also waits with a request: for who was followed before they moved."""
    ListMember.objects.filter(reading_list__owner=follower, account=followed).delete()


@transaction.atomic
def accept_follower(follower: Account, *, by: Account) -> None:
    """Let somebody follow who asked."""
    asked = FollowRequest.objects.filter(follower=follower, followed=by).first()
    if asked is not None:
        asked.delete()
        _begin(follower, by, Wishes(asked.show_boosts, asked.notify, asked.languages, asked.uri))


@transaction.atomic
def reject_follower(follower: Account, *, by: Account, uri: str = "") -> None:
    """Decline a request, or end that somebody follows.

    With `uri`, the id of a follow that came from elsewhere, its server is told in any case.
    """
    if not turn_away(follower, by) and uri:
        emit(FollowRejected(follower.id, by.id, uri))


def turn_away(follower: Account, followed: Account) -> bool:
    """Somebody is not to follow: neither their wish nor their follow stays."""
    pair = {"follower": follower, "followed": followed}
    uris = [row.uri for kind in (FollowRequest, Follow) for row in kind.objects.filter(**pair)[:1]]
    FollowRequest.objects.filter(**pair).delete()
    _leave_lists(follower, followed)
    end_follow(follower, followed, by_follower=False)
    if uris:
        emit(FollowRejected(follower.id, followed.id, uris[-1]))
    return bool(uris)


@transaction.atomic
def lose_follow(follower: Account, followed: Account) -> None:
    """The server of the followed knows nothing of this follow (any more): it ends here too."""
    end_follow(follower, followed, by_follower=False)


@transaction.atomic
def disown_follow(follower: Account, followed: Account) -> None:
    """The server of the followed takes somebody of ours for a follower who is none.

    Who asked and waits has been let in, and we did not hear of it.
    """
    if FollowRequest.objects.filter(follower=follower, followed=followed).exists():
        accept_follower(follower, by=followed)
    elif not Follow.objects.filter(follower=follower, followed=followed).exists():
        emit(FollowWithdrawn(follower.id, followed.id))


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
    withdraw_request(by, account)
    end_follow(by, account)
    turn_away(account, by)
    if new:
        emit(Blocked(by.id, account.id))


@transaction.atomic
def unblock(account: Account, *, by: Account) -> None:
    """Take a block back; follows do not come back by themselves."""
    gone, _rows = Block.objects.filter(account=by, blocked=account).delete()
    if gone:
        emit(Unblocked(by.id, account.id))
