"""What somebody may read: single posts, their place, their wordings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from augenhoehe.domain.posts.at_hand import heard
from augenhoehe.domain.posts.audience import NARROW, Audience, Reader, reachable, readable
from augenhoehe.domain.posts.loading import loaded
from augenhoehe.domain.posts.models import Post, Revision


def readable_posts(reader: Reader) -> QuerySet[Post]:
    """All posts this reader may read, with what a page shows of them."""
    return Post.objects.filter(readable(reader)).select_related(
        "account", "written_by", "protected_name", "space"
    )


def post_for(reader: Reader, post_id: int) -> Post | None:
    """One post, if this reader may read it."""
    posts = loaded(readable_posts(reader).filter(id=post_id))
    return posts[0] if posts else None


def tombstone(post_id: int) -> Post | None:
    """A deleted post that was open: its place, its date, nothing else of it."""
    return (
        Post.objects.filter(id=post_id, deleted_at__isnull=False, audience__lte=Audience.UNLISTED)
        .select_related("account", "written_by", "protected_name", "space")
        .first()
    )


def own_removed(reader: Reader, post_id: int) -> Post | None:
    """One's own post that an intervention removed: to delete for good, without its words."""
    mine = Post.objects.filter(
        reachable(reader), id=post_id, removed_at__isnull=False, boost_of__isnull=True
    )
    return next(iter(loaded(mine.filter(account_id__in=reader.who.speaks_as))), None)


def boosted_posts(reader: Reader, posts: Sequence[Post]) -> dict[int, Post]:
    """By id: the posts that some of these pass on, as far as they may be read."""
    ids = {post.boost_of_id for post in posts if post.boost_of_id}
    return (
        {post.id: post for post in loaded(readable_posts(reader).filter(id__in=ids))} if ids else {}
    )


def revisions_of(reader: Reader, post: Post) -> list[Revision]:
    """All wordings of a post this reader may read, oldest first."""
    rows = Revision.objects.filter(post=post).filter(readable(reader, post="post__"))
    return list(rows.select_related("written_by", "protected_name").order_by("number"))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a post stands, for announcements: nothing of what it says."""

    thread_id: int | None  # none where who reads the thread is not to learn of the post
    space_id: int | None
    written_by_id: int | None
    is_public: bool
    is_reply: bool


def place_of(post_id: int) -> Place | None:
    """Where a post stands."""
    post = heard(post_id)
    if post is None:
        return None
    return Place(
        thread_id=None if post.audience in NARROW else post.thread_id,
        space_id=post.space_id,
        written_by_id=post.written_by_id,
        is_public=post.audience == Audience.PUBLIC and post.boost_of_id is None,
        is_reply=post.in_reply_to_id is not None,
    )
