"""Activities as they are sent (ActivityPub 6 and 7). Each function is one verb.

All take the id of the activity first. What is embedded carries no context; the document carries
one, so each result is ready for `json.dumps`.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from augenhoehe.activitypub.records import Activity, Actor, Emoji, Post, Tombstone
from augenhoehe.activitypub.vocabulary import PUBLIC
from augenhoehe.activitypub.writing.actors import bare_actor
from augenhoehe.activitypub.writing.context import (
    ACTOR_CONTEXT,
    PLAIN_CONTEXT,
    POST_CONTEXT,
    Context,
    with_context,
)
from augenhoehe.activitypub.writing.fields import Document, as_list, laid, time
from augenhoehe.activitypub.writing.parts import emoji
from augenhoehe.activitypub.writing.posts import bare_post, bare_tombstone

_WITH_BOTH = frozenset({"Create", "Update", "Announce"})


def write_activity(activity: Activity, context: Context = PLAIN_CONTEXT) -> Document:
    """Any activity, out of its record."""
    return with_context(bare_activity(activity), context)


def bare_activity(activity: Activity) -> Document:
    """An activity to be embedded in an Accept, Reject or Undo."""
    named: Any = list(activity.objects) if len(activity.objects) > 1 else activity.object
    return laid(
        id=activity.id,
        type_=activity.kind,
        actor=activity.actor,
        published=time(activity.published),
        to=as_list(activity.to) or None,
        cc=as_list(activity.cc) or None,
        audience=as_list(activity.audience),
        content=activity.content,
        object=activity.embedded if activity.embedded is not None else named,
        target=activity.target,
        origin=activity.origin,
        instrument=activity.embedded_instrument or activity.instrument,
        result=activity.result,
        tag=[emoji(one) for one in activity.emojis],
    )


def create(activity_id: str, post: Post) -> Document:
    """Something was said, to those it is addressed to."""
    return _about_post("Create", activity_id, post, post.published)


def update(activity_id: str, post: Post) -> Document:
    """Something was said differently."""
    return _about_post("Update", activity_id, post, post.updated)


def update_actor(activity_id: str, actor: Actor, *, to: tuple[str, ...] = (PUBLIC,)) -> Document:
    """A profile was changed, or a key."""
    return _sent("Update", activity_id, actor.id, bare_actor(actor), to=to, context=ACTOR_CONTEXT)


def delete(
    activity_id: str, actor: str, gone: Tombstone, *, to: tuple[str, ...], cc: tuple[str, ...] = ()
) -> Document:
    """A post is gone; goes to everybody who may have it."""
    return _sent("Delete", activity_id, actor, bare_tombstone(gone), to=to, cc=cc)


def delete_actor(activity_id: str, actor: str) -> Document:
    """Somebody is gone, and everything they said."""
    return _sent("Delete", activity_id, actor, actor, to=(PUBLIC,))


def follow(activity_id: str, actor: str, whom: str) -> Document:
    """Somebody asks to follow."""
    return _sent("Follow", activity_id, actor, whom, to=(whom,))


def accept(activity_id: str, actor: str, asked: Activity) -> Document:
    """A follow is granted; what was asked is repeated, for servers that keep no ids."""
    return _sent("Accept", activity_id, actor, _repeated(asked), to=(asked.actor,))


def reject(activity_id: str, actor: str, asked: Activity) -> Document:
    """A follow is not granted, or no more; a quote is refused."""
    return _sent("Reject", activity_id, actor, _repeated(asked), to=(asked.actor,))


def undo(activity_id: str, done: Activity, *, to: tuple[str, ...] = ()) -> Document:
    """A follow, like, boost or block is taken back by who did it."""
    return _sent("Undo", activity_id, done.actor, _repeated(done), to=to or done.to, cc=done.cc)


def announce(
    activity_id: str,
    actor: str,
    what: str,
    *,
    to: tuple[str, ...],
    cc: tuple[str, ...] = (),
    published: datetime | None = None,
) -> Document:
    """A post is passed on."""
    return _sent("Announce", activity_id, actor, what, to=to, cc=cc, published=published)


def like(activity_id: str, actor: str, what: str, *, author: str) -> Document:
    """A post is liked; said to its author."""
    return _sent("Like", activity_id, actor, what, to=(author,))


def react(activity_id: str, actor: str, what: str, *, author: str, picture: Emoji) -> Document:
    """A post is answered with a custom emoji: a Like with `content` (Misskey's form)."""
    document = _sent("Like", activity_id, actor, what, to=(author,), context=POST_CONTEXT)
    return document | {"content": f":{picture.name}:", "tag": [emoji(picture)]}


def block(activity_id: str, actor: str, whom: str) -> Document:
    """Somebody wants nothing to do with somebody."""
    return _sent("Block", activity_id, actor, whom, to=(whom,))


def flag(activity_id: str, actor: str, objects: tuple[str, ...], *, text: str = "") -> Document:
    """A report: the account first, then its posts. `actor` is the server's, not the reporter."""
    return _sent("Flag", activity_id, actor, list(objects), to=(objects[0],)) | laid(content=text)


def move(activity_id: str, actor: str, new: str, *, followers: str) -> Document:
    """Somebody lives elsewhere now; said to the followers."""
    return _sent("Move", activity_id, actor, actor, to=(followers,)) | {"target": new}


def add(activity_id: str, actor: str, what: str, *, into: str, to: tuple[str, ...]) -> Document:
    """A post is pinned: added to `featured`."""
    return _sent("Add", activity_id, actor, what, to=to) | {"target": into}


def remove(
    activity_id: str, actor: str, what: str, *, out_of: str, to: tuple[str, ...]
) -> Document:
    """A post is pinned no more."""
    return _sent("Remove", activity_id, actor, what, to=to) | {"target": out_of}


def quote_request(activity_id: str, quoting: Post, *, quoted_author: str) -> Document:
    """May this post quote yours? (FEP-044f) The post comes along, nobody else has it yet."""
    document = _sent(
        "QuoteRequest",
        activity_id,
        quoting.author,
        quoting.quote,
        to=(quoted_author,),
        context=POST_CONTEXT,
    )
    return document | {"instrument": bare_post(quoting)}


def accept_quote(activity_id: str, actor: str, asked: Activity, *, stamp: str) -> Document:
    """Yes; `stamp` is the address of the QuoteAuthorization (FEP-044f)."""
    repeated = _repeated(asked) | laid(instrument=asked.instrument)
    document = _sent(
        "Accept", activity_id, actor, repeated, to=(asked.actor,), context=POST_CONTEXT
    )
    return document | {"result": stamp}


def _about_post(kind: str, activity_id: str, post: Post, when: datetime | None) -> Document:
    return _sent(
        kind,
        activity_id,
        post.author,
        bare_post(post),
        to=post.to,
        cc=post.cc,
        published=when,
        context=POST_CONTEXT,
    )


def _repeated(activity: Activity) -> Document:
    """The least of an activity by which its server knows it again."""
    return laid(id=activity.id, type_=activity.kind, actor=activity.actor, object=activity.object)


def _sent(
    kind: str,
    activity_id: str,
    actor: str,
    what: str | list[str] | Mapping[str, Any],
    *,
    to: tuple[str, ...],
    cc: tuple[str, ...] = (),
    published: datetime | None = None,
    context: Context = PLAIN_CONTEXT,
) -> Document:
    document = laid(
        id=activity_id,
        type_=kind,
        actor=actor,
        published=time(published),
        to=as_list(to),
        cc=as_list(cc) if cc or kind in _WITH_BOTH else None,
        object=what,
    )
    return with_context(document, context)
