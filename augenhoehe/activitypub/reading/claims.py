"""Who may say what: the questions that reading leaves open, each asked in one place.

A document claims an id, an author, an agreement. It is believed only where it comes from the
host that it speaks for (FEP-fe34, origin-based security); everything else has to be fetched.
"""

from augenhoehe.activitypub.reading.addresses import authority, same_host
from augenhoehe.activitypub.records import (
    Activity,
    Actor,
    Post,
    QuoteAuthorization,
    Tombstone,
    WebFinger,
)


def may_bring(activity: Activity) -> bool:
    """Whether the document that came along may be taken, or has to be fetched at its address."""
    return activity.embedded is not None and same_host(activity.object, activity.actor)


def may_say(post: Post, *, actor: str) -> bool:
    """Whether the proven `actor` may publish or change this: as its author, on its own host."""
    return post.author == actor and same_host(post.id, actor)


def is_at_home(post: Post) -> bool:
    """Whether a post that was fetched lies on its author's host."""
    return same_host(post.id, post.author)


def may_bury(gone: Tombstone, *, actor: str) -> bool:
    """Whether `actor` may say that this is gone: it lies on its host.

    That it was this actor's own is known to whoever kept it, and asked there as well.
    """
    return same_host(gone.id, actor)


def may_undo(done: Activity, *, actor: str) -> bool:
    """Whether `actor` may take this back: only who did it. Of a mere id only its host is known."""
    if done.kind:
        return done.actor == actor
    return same_host(done.id, actor)


def agrees(stamp: QuoteAuthorization, *, quoting: Post, quoted: Post) -> bool:
    """Whether the quoted author agreed to exactly this quote (FEP-044f), on their own host."""
    return (
        stamp.author == quoted.author
        and same_host(stamp.id, stamp.author)
        and (stamp.quoting, stamp.quoted) == (quoting.id, quoted.id)
        and quoting.quote == quoted.id
    )


def is_the_account(found: WebFinger, actor: Actor, *, at_home: WebFinger | None = None) -> bool:
    """Whether name and actor point at each other.

    The name may lie on another host than the actor. Then the actor says so itself (FEP-2c59), or
    the actor's own host does: `at_home` is its answer for the actor's handle. Otherwise anybody
    could give somebody a name on a host of theirs.
    """
    if found.actor != actor.id:
        return False
    named = f"{found.handle}@{found.domain}".lower()
    if actor.webfinger:
        return actor.webfinger.lower() == named
    if f"{actor.handle}@{authority(actor.id)}".lower() == named:
        return True
    if at_home is None or at_home.actor != actor.id:
        return False
    return f"{at_home.handle}@{at_home.domain}".lower() == named


def has_moved(old: Actor, new: Actor) -> bool:
    """Whether both sides say so (Mastodon's rule): `movedTo` there, `alsoKnownAs` here."""
    return old.moved_to == new.id and old.id in new.also_known_as
