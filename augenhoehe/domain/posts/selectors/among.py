"""Questions about one post and many people, for whoever tells many of it."""

from __future__ import annotations

from django.db import connection

from augenhoehe.domain.posts.audience import Reader, reachable
from augenhoehe.domain.posts.models import Post


def may_know_of(reader: Reader, post_id: int) -> bool:
    """Whether a reader may know that there is, or was, such a post."""
    return Post.objects.filter(reachable(reader), id=post_id).exists()


def those_concerned(post_id: int) -> set[int]:
    """Who did something with a post, so that they see it with marks of their own."""
    with connection.cursor() as cursor:
        cursor.execute(_CONCERNED, [post_id] * 5)
        return {row[0] for row in cursor.fetchall()}


_CONCERNED = """
    SELECT account_id FROM posts_like WHERE post_id = %s
    UNION SELECT account_id FROM posts_post WHERE boost_of_id = %s AND deleted_at IS NULL
    UNION SELECT account_id FROM posts_bookmark WHERE post_id = %s
    UNION SELECT posts_pollvote.account_id FROM posts_pollvote
    JOIN posts_poll ON posts_poll.id = posts_pollvote.poll_id WHERE posts_poll.post_id = %s
    UNION SELECT posts_threadmute.account_id FROM posts_threadmute
    JOIN posts_post ON COALESCE(posts_post.thread_id, posts_post.id) = posts_threadmute.thread_id
    WHERE posts_post.id = %s
"""
