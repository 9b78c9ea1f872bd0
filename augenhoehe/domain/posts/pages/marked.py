"""What somebody liked and kept, and who liked and shared a post: lists with ids of their own."""

from __future__ import annotations

from django.db.models import QuerySet

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.audience import Audience, Reader, readable
from augenhoehe.domain.posts.models import (
    Bookmark,
    Like,
    Post,
)
from augenhoehe.foundation.stretch import Stretch

Row = tuple[int, int]  # its own id, and the post's


def liked_page(reader: Reader, stretch: Stretch) -> list[Row]:
    """What somebody likes, with the ids this list is ordered by: the latest like first."""
    return _reacted(reader, Like.objects.filter(account_id=reader.account_id or 0), stretch)


def kept_page(reader: Reader, stretch: Stretch) -> list[Row]:
    """What somebody kept, with the ids this list is ordered by: what was kept last first."""
    return _reacted(reader, Bookmark.objects.filter(account_id=reader.account_id or 0), stretch)


def _reacted(
    reader: Reader, rows: QuerySet[Like] | QuerySet[Bookmark], stretch: Stretch
) -> list[Row]:
    allowed = rows.filter(readable(reader, post="post__"))
    return stretch.newest_first(list(stretch.cut(allowed).values_list("id", "post_id")))


def likers_page(post: Post, stretch: Stretch) -> list[tuple[int, Account]]:
    """Who likes a post."""
    rows = stretch.cut(Like.objects.filter(post=post).select_related("account"))
    return stretch.newest_first([(row.id, row.account) for row in rows])


def boosters_page(post: Post, stretch: Stretch) -> list[tuple[int, Account]]:
    """Who passed a post on, as far as everybody may see that they did."""
    boosts = Post.objects.filter(boost_of=post, deleted_at__isnull=True)
    boosts = boosts.exclude(audience=Audience.FOLLOWERS)
    rows = stretch.cut(boosts.select_related("account"))
    return stretch.newest_first([(row.id, row.account) for row in rows])
