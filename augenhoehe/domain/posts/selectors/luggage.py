"""What somebody brought along, and what they can take with them."""

from __future__ import annotations

from datetime import timedelta

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.models import Bookmark, Like, Luggage, Post, PostPicture
from augenhoehe.domain.posts.uris import uri_of
from augenhoehe.foundation import clock

_SHOWN_FOR = timedelta(days=14)


def luggage_of(owner: Account) -> list[Luggage]:
    """The files somebody brought lately, the latest first; with how far each is."""
    recent = Luggage.objects.filter(owner=owner, created_at__gt=clock.now() - _SHOWN_FOR)
    return list(recent.order_by("-id")[:20])


def kept_uris(owner: Account) -> list[str]:
    """The ids of what somebody keeps for later, the latest first."""
    rows = Bookmark.objects.filter(account=owner).select_related("post").order_by("-id")
    return [uri_of(row.post) for row in rows.iterator(500)]


def liked_uris(owner: Account) -> list[str]:
    """The ids of what somebody likes, the latest first."""
    rows = Like.objects.filter(account=owner).select_related("post").order_by("-id")
    return [uri_of(row.post) for row in rows.iterator(500)]


def own_posts(owner: Account, *, before: int | None, limit: int) -> list[Post]:
    """What somebody said and passed on outside of spaces, the latest first, for their archive.

    What was said in a space stays there: it belongs to the conversation.
    """
    posts = Post.objects.filter(account=owner, deleted_at=None, space=None)
    if before is not None:
        posts = posts.filter(id__lt=before)
    return list(
        posts.select_related("account", "boost_of", "written_by", "in_reply_to").order_by("-id")[
            :limit
        ]
    )


def pictures_of_posts(owner: Account) -> list[tuple[str, str]]:
    """The media of the same posts: a name for the archive, and the file below the media folder."""
    rows = PostPicture.objects.filter(
        post__account=owner, post__deleted_at=None, post__space=None, picture__away=""
    ).select_related("picture")
    return [
        (f"{one.id}.{name.rpartition('.')[2]}", f"{one.folder}/{name}")
        for one in (row.picture for row in rows.order_by("-post_id"))
        for name in [one.file or "large.webp"]
    ]
