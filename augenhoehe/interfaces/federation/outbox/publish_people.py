"""What people do with each other across servers, and what becomes of them, said there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings

from augenhoehe.activitypub.records import Activity as Record
from augenhoehe.activitypub.writing import activities as writing
from augenhoehe.domain.people.actions import take_up
from augenhoehe.domain.people.events import (
    AccountChanged,
    AccountMoved,
    Blocked,
    Followed,
    FollowedAgain,
    FollowRejected,
    FollowRequested,
    FollowWithdrawn,
    HatEnded,
    HatGranted,
    PersonDeactivated,
    Unblocked,
    Unfollowed,
)
from augenhoehe.domain.people.selectors import account_by_id, id_of_follow
from augenhoehe.domain.people.uris import uri_of
from augenhoehe.domain.people.who import Habit
from augenhoehe.foundation import clock, jobs
from augenhoehe.interfaces.federation.addresses import collection_of
from augenhoehe.interfaces.federation.outbox.fan_out import fresh_uri, send
from augenhoehe.interfaces.federation.outbox.said import said_about, taken_back
from augenhoehe.interfaces.federation.outbox.spreading import Whom, inboxes_of_people, spread
from augenhoehe.interfaces.federation.translate.people_out import described_actor

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account

KIND = "federation:profile"
# Who changes a name mostly changes a picture as well: said once.
_PAUSE = timedelta(seconds=30)


def say_follow(event: FollowRequested) -> None:
    """Follow, to a server that answers for its people."""
    ours, theirs = _pair(event.follower_id, event.followed_id)
    if ours and theirs:
        document = writing.follow(fresh_uri(), uri_of(ours), uri_of(theirs))
        _send(document, by=ours, to=theirs, about=uri_of(theirs))


def say_unfollow(event: Unfollowed | FollowWithdrawn) -> None:
    """Undo Follow, unless they ended it."""
    if isinstance(event, Unfollowed) and not event.by_follower:
        return
    _take_back("Follow", event.follower_id, event.followed_id)


def say_accepted(event: Followed | FollowedAgain) -> None:
    """Accept, to whom follows one of ours; from now on their server gets what it says."""
    ours, theirs = _pair(event.followed_id, event.follower_id)
    if not (ours and theirs):
        return
    if isinstance(event, Followed):
        take_up(ours.id, Habit.READ_ELSEWHERE)
    asked = _asked(ours, theirs, id_of_follow(theirs.id, ours.id))
    document = writing.accept(fresh_uri(), uri_of(ours), asked)
    _send(document, by=ours, to=theirs, about=asked.id or uri_of(theirs))


def say_rejected(event: FollowRejected) -> None:
    """Reject a follow, also one that was granted."""
    ours, theirs = _pair(event.followed_id, event.follower_id)
    if ours and theirs:
        asked = _asked(ours, theirs, event.uri)
        document = writing.reject(fresh_uri(), uri_of(ours), asked)
        _send(document, by=ours, to=theirs, about=asked.id or uri_of(theirs))


def say_block(event: Blocked) -> None:
    """Block: their server keeps our person from them as well."""
    ours, theirs = _pair(event.account_id, event.blocked_id)
    if ours and theirs:
        document = writing.block(fresh_uri(), uri_of(ours), uri_of(theirs))
        _send(document, by=ours, to=theirs, about=uri_of(theirs))


def say_unblock(event: Unblocked) -> None:
    """Undo Block."""
    _take_back("Block", event.account_id, event.blocked_id)


def say_moved(event: AccountMoved) -> None:
    """Move, to the followers: their servers let them follow the new address."""
    account, target = account_by_id(event.account_id), account_by_id(event.target_id)
    if account is None or target is None or account.domain or not _is_open():
        return
    followers = collection_of(account.id, "followers")
    document = writing.move(fresh_uri(), uri_of(account), uri_of(target), followers=followers)
    _to_followers(document, account)


def say_left(event: PersonDeactivated) -> None:
    """Delete of an actor: whoever leaves here leaves there as well."""
    account = account_by_id(event.account_id)
    if account is not None and not account.domain and _is_open():
        _to_followers(writing.delete_actor(fresh_uri(), uri_of(account)), account)


def note_changed_profile(event: AccountChanged | HatGranted | HatEnded) -> None:
    """A changed profile is told in a moment, if anybody elsewhere reads it."""
    account = account_by_id(event.account_id)
    if account is None or account.domain or not _is_open() or not _is_read_elsewhere(account):
        return
    payload = {"account": account.id, "version": account.version}
    jobs.enqueue(KIND, payload, due_at=clock.now() + _PAUSE)


def say_profile(payload: Mapping[str, Any]) -> None:
    """The job: Update of an actor, unless it was changed again meanwhile."""
    account = account_by_id(payload["account"])
    if account is not None and account.version == payload["version"]:
        say_actor(account)


def say_actor(account: Account) -> None:
    """Tell the servers of the followers how one of our accounts looks now, its keys as well."""
    _to_followers(writing.update_actor(fresh_uri(), described_actor(account)), account)


def _is_open() -> bool:
    return settings.FEDERATION != "closed"


def _is_read_elsewhere(account: Account) -> bool:
    return bool(account.habits & Habit.READ_ELSEWHERE)


def _pair(ours_id: int, theirs_id: int) -> tuple[Account | None, Account | None]:
    """One of ours and one of theirs; nobody, if they are not one of each."""
    theirs = account_by_id(theirs_id) if _is_open() else None
    if theirs is None or not theirs.domain:
        return None, None
    ours = account_by_id(ours_id)
    return (ours, theirs) if ours is not None and not ours.domain else (None, None)


def _asked(ours: Account, theirs: Account, uri: str) -> Record:
    return Record(id=uri, kind="Follow", actor=uri_of(theirs), object=uri_of(ours))


def _take_back(kind: str, ours_id: int, theirs_id: int) -> None:
    ours, theirs = _pair(ours_id, theirs_id)
    if not (ours and theirs):
        return
    said = said_about(uri_of(theirs), kind=kind, by=ours.id)
    done = taken_back(said) if said is not None else _never_said(kind, ours, theirs)
    _send(writing.undo(fresh_uri(), done), by=ours, to=theirs, about=uri_of(theirs))


def _never_said(kind: str, ours: Account, theirs: Account) -> Record:
    """What their server believes, and ours knows nothing of (any more)."""
    made_up = f"{uri_of(ours)}#{kind.lower()}/{theirs.id}"
    return Record(
        id=made_up, kind=kind, actor=uri_of(ours), object=uri_of(theirs), to=(uri_of(theirs),)
    )


def _send(document: dict[str, Any], *, by: Account, to: Account, about: str) -> None:
    inboxes = inboxes_of_people([to.id])
    if inboxes:
        send(document, by=by, about=about, to_inboxes=inboxes)


def _to_followers(document: dict[str, Any], account: Account) -> None:
    spread(document, by=account, about=uri_of(account), whom=Whom(followers_of=[account.id]))
