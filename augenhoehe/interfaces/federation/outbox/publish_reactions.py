"""Reactions of ours to posts of other servers, said to who wrote them and to nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from augenhoehe.activitypub.records import Post as Described
from augenhoehe.activitypub.writing import activities as writing
from augenhoehe.domain.people.selectors import account_by_id
from augenhoehe.domain.people.uris import local_uri, uri_of
from augenhoehe.domain.posts.events import PollVoted, PostLiked, PostUnliked
from augenhoehe.domain.posts.selectors import Reaction, choices_at, reaction_elsewhere
from augenhoehe.foundation import clock
from augenhoehe.interfaces.federation.outbox.fan_out import fresh_uri, send
from augenhoehe.interfaces.federation.outbox.said import said_about, taken_back
from augenhoehe.interfaces.federation.outbox.spreading import inboxes_of_people

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account


def say_like(event: PostLiked) -> None:
    """Like, to the author."""
    found = _elsewhere(event.post_id, event.account_id)
    if found is None:
        return
    post, author = found
    document = writing.like(
        fresh_uri(), local_uri(event.account_id), post.uri, author=uri_of(author)
    )
    _send(document, event.account_id, post)


def say_unlike(event: PostUnliked) -> None:
    """Undo Like, if it was said."""
    found = _elsewhere(event.post_id, event.account_id)
    liked = said_about(found[0].uri, kind="Like", by=event.account_id) if found else None
    if found is not None and liked is not None:
        _send(writing.undo(fresh_uri(), taken_back(liked)), event.account_id, found[0])


def say_votes(event: PollVoted) -> None:
    """Each choice as a Note with a name, as Mastodon has it. Only the poll's server hears of it."""
    found = _elsewhere(event.post_id, event.account_id)
    if found is None:
        return
    post, author = found
    for title in choices_at(event.post_id, event.choices):
        activity = fresh_uri()
        ballot = Described(
            id=f"{activity}#vote",
            kind="Note",
            author=local_uri(event.account_id),
            to=(uri_of(author),),
            in_reply_to=post.uri,
            name=title,
            published=clock.now(),
        )
        _send(writing.create(activity, ballot), event.account_id, post)


def _elsewhere(post_id: int, by_id: int) -> tuple[Reaction, Account] | None:
    """A post of another server to which somebody of ours reacted, and its author."""
    post = reaction_elsewhere(post_id, by_id) if settings.FEDERATION != "closed" else None
    author = account_by_id(post.author_id) if post else None
    return (post, author) if post and author else None


def _send(document: dict[str, Any], by_id: int, post: Reaction) -> None:
    by = account_by_id(by_id)
    inboxes = inboxes_of_people([post.author_id])
    if by is not None and inboxes:
        send(document, by=by, about=post.uri, to_inboxes=inboxes)
