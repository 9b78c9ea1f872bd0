"""What people elsewhere do with people here: follow, answer a wish to follow, block, change, move.

That the actor sent it is proven by the time it gets here. What is inside of it is a claim: an
Undo takes back what the same actor did, an Accept answers what we asked that very actor.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from augenhoehe.activitypub.reading import (
    NotReadable,
    claims,
    is_tombstone,
    read_actor,
    read_inner_activity,
)
from augenhoehe.domain.people import actions
from augenhoehe.domain.people.selectors import account_by_uri, asked_by_id
from augenhoehe.foundation.verdicts import NotAllowed
from augenhoehe.interfaces.federation.asking import Course
from augenhoehe.interfaces.federation.hosts import as_servers_speak_here
from augenhoehe.interfaces.federation.inbox.done_before import done_before
from augenhoehe.interfaces.federation.inbox.handlers import Later
from augenhoehe.interfaces.federation.models import Activity as Said
from augenhoehe.interfaces.federation.resolve.people import (
    keep_actor,
    known_or_fetched_actor,
    let_go,
)

if TYPE_CHECKING:
    from augenhoehe.activitypub.records import Activity, Actor
    from augenhoehe.domain.people.models import Account


def take_follow(activity: Activity, actor: Account) -> None:
    """Somebody follows: granted, kept for approval, or refused and told so."""
    account = _of_ours(activity.object)
    if account is None:
        raise NotReadable("nobody_of_ours")
    try:
        actions.follow(account, by=actor, uri=activity.id)
    except NotAllowed:
        actions.reject_follower(actor, by=account, uri=activity.id)


def take_accept(activity: Activity, actor: Account) -> bool:
    """Somebody grants that one of ours follows them."""
    follower = _who_asked(activity, actor)
    if follower is None:
        return False
    actions.accept_follower(follower, by=actor)
    return True


def take_reject(activity: Activity, actor: Account) -> bool:
    """Somebody does not grant it, or no more."""
    follower = _who_asked(activity, actor)
    if follower is None:
        return False
    actions.reject_follower(follower, by=actor)
    return True


def take_undo(activity: Activity, actor: Account) -> bool:
    """A follow or a block is taken back; other things are not ours to undo."""
    done = _inner(activity)
    if done is None:
        return False
    if not done.kind:  # only its id came
        followed = asked_by_id(done.id, by=actor)
        if followed is not None:
            actions.unfollow(followed, by=actor)
            return True
        done = done_before(done.id, by=actor) or done
    if done.kind not in _UNDONE:
        return False
    account = _of_ours(done.object)
    if account is None or not claims.may_undo(done, actor=activity.actor):
        raise NotReadable("not_theirs")
    _UNDONE[done.kind](account, by=actor)
    return True


_UNDONE = {"Follow": actions.unfollow, "Block": actions.unblock}


def take_block(activity: Activity, actor: Account) -> None:
    """Somebody wants nothing to do with one of ours: follows end, and nothing is sent there."""
    account = _of_ours(activity.object)
    if account is None:
        raise NotReadable("nobody_of_ours")
    actions.block(account, by=actor)


def take_update(activity: Activity, actor: Account) -> bool:
    """Somebody changed what they say of themselves, or their key. Posts are not meant here."""
    if activity.object != activity.actor:
        return False
    told = _actor_in(activity)
    if told is not None and _keeps_name(told, actor):
        keep_actor(told, actor.handle, actor.domain)
    # Else their server was asked, before (`_fresh_actor`): names are not believed.
    return True


def take_delete(activity: Activity, actor: Account) -> bool:
    """Somebody is gone, and takes along what they said."""
    if activity.object != activity.actor:
        return False
    let_go(actor)
    return True


def take_move(activity: Activity, actor: Account) -> None:
    """Somebody lives elsewhere now; who follows them here follows them there."""
    if activity.object not in ("", activity.actor):
        raise NotReadable("not_theirs")
    target = account_by_uri(activity.target)
    if target is None:
        raise Later("The new account could not be fetched.")
    actor.refresh_from_db()
    actions.follow_to_new_home(actor, to=target)


# --- what has to be known before ----------------------------------------------------------


def _fresh_actor(activity: Activity) -> Course[None]:
    """A name that changed is confirmed by its server; so is an Update that brings nothing."""
    if activity.object != activity.actor:
        return
    told, known = _actor_in(activity), account_by_uri(activity.actor)
    if told is None or known is None or not _keeps_name(told, known):
        yield from known_or_fetched_actor(activity.actor, anew=True)


def _both_homes(activity: Activity) -> Course[None]:
    """Both accounts as they are now: first the new one, which has to name the old."""
    yield from known_or_fetched_actor(activity.target, anew=True)
    yield from known_or_fetched_actor(activity.actor, anew=True)


# --- reading ------------------------------------------------------------------------------


def _of_ours(uri: str) -> Account | None:
    account = account_by_uri(uri)
    return account if account is not None and account.is_local else None


def _inner(activity: Activity) -> Activity | None:
    with as_servers_speak_here():
        try:
            return read_inner_activity(activity.embedded or activity.object)
        except NotReadable:
            return None


def _who_asked(activity: Activity, actor: Account) -> Account | None:
    """Whose follow is answered: of ours, and asked of this very actor."""
    asked = _inner(activity)
    if asked is None:
        return None
    if asked.kind == "Follow" and asked.object in ("", actor.uri):
        follower = _of_ours(asked.actor)
        if follower is not None and asked.object:
            return follower
    said = Said.objects.filter(uri=asked.id, kind="Follow", object=actor.uri)
    found = said.select_related("account").first() if asked.kind in ("", "Follow") else None
    return found.account if found else None


def _actor_in(activity: Activity) -> Actor | None:
    if activity.embedded is None or is_tombstone(activity.embedded):
        return None
    with as_servers_speak_here():
        try:
            told = read_actor(activity.embedded)
        except NotReadable:
            return None
    return told if told.id == activity.actor else None


def _keeps_name(told: Actor, known: Account) -> bool:
    if told.handle.lower() != known.handle.lower():
        return False
    return told.webfinger.lower() in ("", f"{known.handle}@{known.domain}".lower())


HANDLERS = {
    "Follow": take_follow,
    "Accept": take_accept,
    "Reject": take_reject,
    "Undo": take_undo,
    "Block": take_block,
    "Update": take_update,
    "Delete": take_delete,
    "Move": take_move,
}
NEEDS = {"Update": _fresh_actor, "Move": _both_homes}
