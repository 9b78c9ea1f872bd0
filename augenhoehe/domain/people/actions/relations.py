from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.people.events import Blocked, Followed, FollowRequested, Unfollowed
from augenhoehe.domain.people.models import Account, Block, Follow, FollowRequest, Mute
from augenhoehe.domain.people.policies import CLOSED_TO_YOU, may_follow, may_mute_or_block
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.verdicts import NotAllowed, require


@transaction.atomic
def follow(account: Account, *, by: Account, show_boosts: bool = True) -> bool:
    """Read somebody's posts at home; True at once, False while they have yet to agree."""
    require(may_follow(who_is(by), account))
    if Block.objects.filter(account=account, blocked=by).exists():
        if account.is_voice:
            raise NotAllowed(CLOSED_TO_YOU)
        raise NotAllowed(_("This person does not want to be followed by you."))
    if current := Follow.objects.filter(follower=by, followed=account).first():
        if current.show_boosts != show_boosts:
            current.show_boosts = show_boosts
            current.save(update_fields=["show_boosts"])
        return True
    if account.approves_followers:
        _request, new = FollowRequest.objects.get_or_create(follower=by, followed=account)
        if new:
            emit(FollowRequested(by.id, account.id))
        return False
    _begin(by, account, show_boosts=show_boosts)
    return True


def _begin(follower: Account, followed: Account, *, show_boosts: bool = True) -> None:
    Follow.objects.create(follower=follower, followed=followed, show_boosts=show_boosts)
    _count(follower.id, followed.id, 1)
    emit(Followed(follower.id, followed.id))


def _count(follower_id: int, followed_id: int, by: int) -> None:
    Account.objects.filter(id=follower_id).update(following_count=F("following_count") + by)
    Account.objects.filter(id=followed_id).update(followers_count=F("followers_count") + by)


@transaction.atomic
def unfollow(account: Account, *, by: Account) -> None:
    """Stop reading somebody at home, or take a request back."""
    FollowRequest.objects.filter(follower=by, followed=account).delete()
    _end(by, account)


def _end(follower: Account, followed: Account) -> None:
    gone, _rows = Follow.objects.filter(follower=follower, followed=followed).delete()
    if gone:
        _count(follower.id, followed.id, -1)
        emit(Unfollowed(follower.id, followed.id))


@transaction.atomic
def accept_follower(follower: Account, *, by: Account) -> None:
    """Let somebody follow who asked."""
    gone, _rows = FollowRequest.objects.filter(follower=follower, followed=by).delete()
    if gone:
        _begin(follower, by)


@transaction.atomic
def reject_follower(follower: Account, *, by: Account) -> None:
    """Decline a request, or end that somebody follows."""
    FollowRequest.objects.filter(follower=follower, followed=by).delete()
    _end(follower, by)


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
    _end(by, account)
    _end(account, by)
    if new:
        emit(Blocked(by.id, account.id))


@transaction.atomic
def unblock(account: Account, *, by: Account) -> None:
    """Take a block back; follows do not come back by themselves."""
    Block.objects.filter(account=by, blocked=account).delete()
