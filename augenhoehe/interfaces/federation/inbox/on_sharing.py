"""Passing on and liking, by people elsewhere, and taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from augenhoehe.activitypub.reading import (
    audience_of,
    claims,
    is_activity,
    read_inner_activity,
    same_host,
)
from augenhoehe.activitypub.records import Activity
from augenhoehe.domain.people.selectors import account_by_uri
from augenhoehe.domain.posts.actions import delete_post, like, receive_boost, unboost, unlike
from augenhoehe.domain.posts.audience import Audience, reader_for
from augenhoehe.domain.posts.selectors import is_followed_here, kept_post, post_at
from augenhoehe.domain.posts.uris import post_id_in
from augenhoehe.foundation.verdicts import NotAllowed
from augenhoehe.interfaces.federation.addresses import is_ours
from augenhoehe.interfaces.federation.asking import Course
from augenhoehe.interfaces.federation.hosts import as_servers_speak_here
from augenhoehe.interfaces.federation.inbox.done_before import done_before
from augenhoehe.interfaces.federation.resolve.posts import known_or_fetched_post

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account
    from augenhoehe.domain.posts.models import Post

_WORDS = {
    "public": Audience.PUBLIC,
    "unlisted": Audience.UNLISTED,
    "followers": Audience.FOLLOWERS,
}
# What a group passes on of its members (Lemmy): the posts themselves, not what happens to them.
_SAID = ("Create", "Update")


def on_announce(activity: Activity, actor: Account) -> None:
    """Somebody passed a post on; kept where it is ours or anybody here follows them."""
    post = post_at(_passed_on(activity), reader=reader_for(actor))
    if post is None:
        raise NotAllowed("This post cannot be read.")
    found = audience_of(activity.to, activity.cc, author=activity.actor)
    if found.word not in _WORDS:
        raise NotAllowed("What was said to a few people is not passed on.")
    receive_boost(
        post,
        by=actor,
        uri=activity.id,
        published=activity.published,
        audience=_WORDS[found.word],
    )


def need_of_announce(activity: Activity) -> Course[None]:
    """What was passed on, where anybody here follows who did; believed only at its address."""
    uri = _passed_on(activity)
    actor = account_by_uri(activity.actor)
    if uri and not is_ours(uri) and actor is not None and is_followed_here(actor.id):
        yield from known_or_fetched_post(uri)


def _passed_on(activity: Activity) -> str:
    """The post itself, also where a group passes on the activity by which it was said."""
    if activity.embedded is None or not is_activity(activity.embedded):
        return activity.object
    with as_servers_speak_here():
        inside = read_inner_activity(activity.embedded)
    return inside.object if inside.kind in _SAID else ""


def on_like(activity: Activity, actor: Account) -> None:
    """Somebody likes one of our posts; an emoji of theirs is a like here."""
    like(_ours(activity.object, actor), by=actor)


def on_undo(activity: Activity, actor: Account) -> bool:
    """Somebody takes back a like or a boost, by what it was or by its id alone."""
    with as_servers_speak_here():
        done = read_inner_activity(activity.embedded or activity.object)
    if not done.kind:
        done = done_before(done.id, by=actor) or done
    if done.kind and not claims.may_undo(done, actor=activity.actor):
        return False
    if done.kind in ("Like", "EmojiReact"):
        unlike(_ours(done.object, actor), by=actor)
        return True
    if done.kind not in ("Announce", ""):
        return False
    boost = kept_post(done.id) if done.id else None
    if boost is not None and boost.boost_of_id is not None:
        if boost.account_id != actor.id or not same_host(done.id, activity.actor):
            return False
        delete_post(boost, by=actor)
        return True
    if done.kind == "Announce" and (post := post_at(_passed_on(done), reader=reader_for(actor))):
        unboost(post, by=actor)
        return True
    return done.kind == "Announce"


def _ours(uri: str, actor: Account) -> Post:
    """One of our posts this actor may read; the same refusal for all others."""
    if post_id_in(uri) is not None and (post := post_at(uri, reader=reader_for(actor))):
        return post
    raise NotAllowed("This post cannot be read.")
