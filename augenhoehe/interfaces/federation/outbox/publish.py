"""Posts and what is done with them, said to other servers: from events to activities.

All within the transaction of the event: nothing is said that did not happen, and nothing that
happened is kept back. Mostly nobody elsewhere is concerned, which one question finds out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from augenhoehe.activitypub.records import Tombstone
from augenhoehe.activitypub.vocabulary import PUBLIC
from augenhoehe.activitypub.writing import activities as writing
from augenhoehe.domain.people.selectors import account_by_id
from augenhoehe.domain.people.uris import uri_of as uri_of_account
from augenhoehe.domain.posts.audience import Audience
from augenhoehe.domain.posts.events import (
    BoostTakenBack,
    PollEnded,
    PostDeleted,
    PostEdited,
    PostPinned,
    PostPublished,
    PostRemoved,
    PostRestored,
    PostUnpinned,
)
from augenhoehe.domain.posts.selectors import may_concern_others, post_to_send, uris_at
from augenhoehe.domain.posts.uris import local_uri, uri_of
from augenhoehe.foundation import clock
from augenhoehe.interfaces.federation.addresses import collection_of
from augenhoehe.interfaces.federation.outbox.fan_out import fresh_uri
from augenhoehe.interfaces.federation.outbox.forgetting import keep_back_words
from augenhoehe.interfaces.federation.outbox.said import said_about, taken_back
from augenhoehe.interfaces.federation.outbox.spreading import Whom, spread
from augenhoehe.interfaces.federation.translate.posts_out import addressed, described_post

if TYPE_CHECKING:
    from augenhoehe.domain.posts.models import Post


def say_post(event: PostPublished) -> None:
    """Create, or Announce what is passed on; a space passes on what is begun in it."""
    post = _concerning(event.post_id)
    if post is None:
        return
    if post.boost_of_id is not None:
        _announce(post)
        return
    _create(post, f"{uri_of(post)}/activity")
    _announce_in_space(post)


def say_edit(event: PostEdited | PollEnded) -> None:
    """Update: another wording, or how a poll ended; for whoever may have the post."""
    post = _concerning(event.post_id)
    if post is None or post.deleted_at is not None or post.boost_of_id is not None:
        return
    _spread(post, writing.update(fresh_uri(), described_post(post)), _holders(post))


def say_gone(event: PostDeleted | PostRemoved) -> None:
    """Delete with a Tombstone, by its author or by an intervention."""
    post = post_to_send(event.post_id) if _is_open() else None
    if post is None or post.boost_of_id is not None:
        return
    mentioned = event.addressed if isinstance(event, PostDeleted) else []
    gone = Tombstone(uri_of(post), "Note", post.deleted_at)
    to, cc = addressed(post)
    to = to or tuple(uri_of_account(one) for one in map(account_by_id, mentioned) if one)
    document = writing.delete(fresh_uri(), uri_of_account(post.account), gone, to=to, cc=cc)
    keep_back_words(gone.id, by=post.account_id)
    _spread(post, document, _holders(post, mentioned))


def say_restored(event: PostRestored) -> None:
    """Create again, by another name: servers remember the first, and what was deleted."""
    post = _concerning(event.post_id)
    if post is not None and post.boost_of_id is None:
        _create(post, fresh_uri())


def say_boost_taken_back(event: BoostTakenBack) -> None:
    """Undo Announce, to whom it was announced."""
    uri = local_uri(event.boost_id)
    announced = said_about(uri, kind="Announce", by=event.account_id) if _is_open() else None
    if announced is None:
        return
    document = writing.undo(fresh_uri(), taken_back(announced))
    author = uris_at([event.post_id]).get(event.post_id)
    spread(
        document,
        by=announced.account,
        about=uri,
        whom=Whom(
            followers_of=[event.account_id],
            people=[author.author_id] if author else [],
        ),
    )


def say_pinned(event: PostPinned) -> None:
    """Add to `featured`."""
    _say_pin(event.post_id, is_pinned=True)


def say_unpinned(event: PostUnpinned) -> None:
    """Remove from `featured`."""
    _say_pin(event.post_id, is_pinned=False)


def _say_pin(post_id: int, *, is_pinned: bool) -> None:
    post = _concerning(post_id)
    # What only followers read stands in nobody else's `featured`.
    if post is None or post.audience > Audience.UNLISTED:
        return
    featured = collection_of(post.account_id, "featured")
    actor, what = uri_of_account(post.account), uri_of(post)
    if is_pinned:
        document = writing.add(fresh_uri(), actor, what, into=featured, to=(PUBLIC,))
    else:
        document = writing.remove(fresh_uri(), actor, what, out_of=featured, to=(PUBLIC,))
    whom = Whom(followers_of=[post.account_id])
    spread(document, by=post.account, about=f"{featured} {what}", whom=whom)


def _is_open() -> bool:
    return settings.FEDERATION != "closed"


def _concerning(post_id: int) -> Post | None:
    """A post of ours with which somebody elsewhere has to do."""
    if not _is_open() or not may_concern_others(post_id):
        return None
    return post_to_send(post_id)


def _create(post: Post, activity_uri: str) -> None:
    _spread(post, writing.create(activity_uri, described_post(post)), Whom(post=post.id))


def _announce(boost: Post) -> None:
    of = uris_at([boost.boost_of_id or 0]).get(boost.boost_of_id or 0)
    if of is None:
        return
    to, cc = addressed(boost)
    document = writing.announce(
        uri_of(boost),
        uri_of_account(boost.account),
        of.uri,
        to=to,
        cc=cc,
        published=boost.created_at,
    )
    _spread(boost, document, Whom(post=boost.id))


def _announce_in_space(post: Post) -> None:
    """Who follows a space elsewhere gets what begins a conversation there."""
    if post.space is None or post.in_reply_to_id is not None or post.audience != Audience.PUBLIC:
        return
    group = post.space.account
    document = writing.announce(
        fresh_uri(),
        uri_of_account(group),
        uri_of(post),
        to=(PUBLIC,),
        cc=(collection_of(group.id, "followers"), uri_of_account(post.account)),
        published=clock.now(),
    )
    spread(document, by=group, about=uri_of(post), whom=Whom(followers_of=[group.id]))


def _holders(post: Post, mentioned: list[int] | None = None) -> Whom:
    """Whoever may have a post: with those who got it from the space's account."""
    group = [post.space.account_id] if post.space is not None else []
    return Whom(post=post.id, also_holders=True, mentioned=mentioned or [], followers_of=group)


def _spread(post: Post, document: dict[str, Any], whom: Whom) -> None:
    goes_to_followers = post.audience != Audience.DIRECT
    spread(
        document,
        by=post.account,
        about=uri_of(post),
        whom=whom,
        tells_followers=goes_to_followers,
    )
