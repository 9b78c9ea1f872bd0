"""Which posts may be read: those that were found, of a conversation, or named by id."""

from __future__ import annotations

from collections.abc import Collection, Set

from django.db.models import QuerySet

from augenhoehe.domain.people.selectors import hidden_from
from augenhoehe.domain.posts.audience import Audience, Reader, readable
from augenhoehe.domain.posts.loading import load_posts
from augenhoehe.domain.posts.models import (
    Post,
)
from augenhoehe.domain.posts.pages.cutting import ALL, Ids, ids_of, only
from augenhoehe.domain.posts.search import findable, ids_matching
from augenhoehe.domain.posts.threads import lines_in_thread, thread_with
from augenhoehe.foundation.prepared import prepared
from augenhoehe.foundation.stretch import Stretch


def found_page(reader: Reader, query: str, stretch: Stretch, *, author: int | None) -> list[int]:
    """Posts with all words of a query that may be found, maybe of one account only."""
    ids = ids_matching(query)
    if not ids:
        return []
    hidden = frozenset(hidden_from(reader.account_id))
    rows = _found(
        reader,
        frozenset(ids),
        stretch.before,
        stretch.after,
        author,
        hidden,
        limit=stretch.limit,
        upwards=stretch.upwards,
    )
    return ids_of(rows, stretch)


@prepared
def _found(
    reader: Reader,
    ids: Set[int],
    before: int | None,
    after: int | None,
    author: int | None,
    hidden: Set[int],
    *,
    limit: int,
    upwards: bool,
) -> Ids:
    posts = Post.objects.filter(readable(reader), findable(reader), id__in=ids)
    posts = posts.exclude(audience=Audience.UNLISTED)
    if author is not None:
        posts = posts.filter(account_id=author)
    return Stretch(before, after, limit, upwards).cut(only(posts, ALL, hidden)).values_list("id")


def thread_around(reader: Reader, post_id: int) -> tuple[list[int], list[int]]:
    """What a post replies to, the first first, and the replies to it, each below its own.

    As far as they may be read; what replies to a deleted post stays below what that replied to.
    """
    threads = thread_with(reader, post_id)
    root = (threads[0][0] or post_id) if threads else post_id
    rows = lines_in_thread(reader, root)
    parents = {one: parent for one, parent, _gone in rows}
    above: list[int] = []
    parent = parents.get(post_id)
    while parent is not None and parent in parents:
        above.insert(0, parent)
        parent = parents[parent]
    children: dict[int, list[int]] = {}
    for one, replied_to, _gone in reversed(rows):
        children.setdefault(replied_to or 0, []).append(one)
    below, waiting = [], list(children.get(post_id, ()))
    while waiting:
        below.append(waiting.pop())
        waiting += children.get(below[-1], ())
    # They can be reached: what was not deleted can be read.
    allowed = {one for one, _parent, gone in rows if gone is None}
    return [one for one in above if one in allowed], [one for one in below if one in allowed]


def posts_by_ids(reader: Reader, ids: Collection[int]) -> list[Post]:
    """Those of these posts that may be read, in this order."""
    return load_posts(readable_ids(reader, ids))


def readable_ids(reader: Reader, ids: Collection[int]) -> list[int]:
    """Those of these posts that may be read, in this order."""
    allowed = authors_of(reader, ids)
    return [post_id for post_id in ids if post_id in allowed]


def authors_of(reader: Reader, ids: Collection[int]) -> dict[int, int]:
    """By post, of those that may be read: the account it is by."""
    return dict(_readable_among(reader, frozenset(ids))) if ids else {}


@prepared
def _readable_among(reader: Reader, ids: Set[int]) -> QuerySet[Post, tuple[int, int]]:
    return Post.objects.filter(readable(reader), id__in=ids).values_list("id", "account_id")
