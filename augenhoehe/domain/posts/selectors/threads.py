"""Conversations: each reply below what it replies to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from augenhoehe.domain.posts.audience import Reader
from augenhoehe.domain.posts.loading import load_posts
from augenhoehe.domain.posts.models import Post
from augenhoehe.domain.posts.selectors.reading import post_for
from augenhoehe.domain.posts.threads import ids_in_thread, thread_with


@dataclass(frozen=True, slots=True)
class ThreadLine:
    """A post in its thread and how deep it stands; a tombstone keeps its place."""

    post: Post
    depth: int

    @property
    def is_tombstone(self) -> bool:
        return self.post.deleted_at is not None


def thread_of(reader: Reader, post: Post) -> list[ThreadLine]:
    """The whole conversation a post belongs to, each reply below what it replies to.

    Replies this reader may not read are left out; those below them move up.
    """
    return _as_tree(_posts_in_thread(reader, post.thread_id or post.id))


def conversation_about(reader: Reader, post_id: int) -> tuple[Post, list[ThreadLine]] | None:
    """A post with the whole conversation it belongs to, if this reader may read it.

    A deleted one is found by whoever could have read it, and keeps its place.
    """
    threads = thread_with(reader, post_id)
    if not threads:
        return None
    posts = _posts_in_thread(reader, threads[0][0] or post_id)
    # In a conversation without end it may be too late to be among the first.
    post = next((post for post in posts if post.id == post_id), None) or load_posts([post_id])[0]
    if posts and posts[0].id == post.thread_id:
        post.thread = posts[0]  # whoever asks whether one may reply asks it too
    return post, _as_tree(posts)


def _posts_in_thread(reader: Reader, root: int) -> list[Post]:
    return load_posts([post_id for (post_id,) in ids_in_thread(reader, root)])


def _as_tree(posts: Sequence[Post]) -> list[ThreadLine]:
    here = {post.id for post in posts}
    children: dict[int | None, list[Post]] = {}
    for post in posts:
        parent = post.in_reply_to_id if post.in_reply_to_id in here else None
        children.setdefault(parent, []).append(post)
    lines: list[ThreadLine] = []
    waiting = [(post, 0) for post in reversed(children.get(None, []))]
    while waiting:
        post, depth = waiting.pop()
        stays = post.is_removed or post.id in children
        if post.deleted_at is None or stays:
            lines.append(ThreadLine(post, depth))
        waiting += [(child, depth + 1) for child in reversed(children.get(post.id, []))]
    return lines


def ancestors_of(reader: Reader, post: Post) -> list[Post]:
    """What a post replies to, and what that replies to, oldest first."""
    found: list[Post] = []
    while post.in_reply_to_id and len(found) < 40:
        parent = post_for(reader, post.in_reply_to_id)
        if parent is None:
            break
        found.insert(0, parent)
        post = parent
    return found
