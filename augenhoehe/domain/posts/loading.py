"""Posts with the people and places a page shows of them, in few and narrow queries.

One join over posts, accounts, names and spaces has some ninety columns, and putting those
into SQL takes Django longer than all the rest of a page of posts (measured: 2 ms of 3).
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet

from augenhoehe.domain.people.models import Account, ProtectedName
from augenhoehe.domain.posts.models import Post
from augenhoehe.domain.spaces.models import Space
from augenhoehe.foundation.prepared import rows_by_id


def loaded(rows: QuerySet[Post]) -> list[Post]:
    """The posts of an ordered query that has asked who may read them."""
    return load_posts(list(rows.values_list("id", flat=True)))


def load_posts(ids: Sequence[int]) -> list[Post]:
    """These posts in this order. The ids must come from a query that knows the reader."""
    found = rows_by_id(Post, ids)
    posts = [found[post_id] for post_id in ids if post_id in found]
    _add_people(posts)
    _add_names_and_spaces(posts)
    return posts


def _add_people(posts: Sequence[Post]) -> None:
    wanted = {post.account_id for post in posts}
    wanted |= {post.written_by_id for post in posts if post.written_by_id is not None}
    accounts = rows_by_id(Account, wanted)
    for post in posts:
        post.account = accounts[post.account_id]
        post.written_by = accounts.get(post.written_by_id) if post.written_by_id else None


def _add_names_and_spaces(posts: Sequence[Post]) -> None:
    name_ids = {post.protected_name_id for post in posts if post.protected_name_id}
    space_ids = {post.space_id for post in posts if post.space_id}
    names = rows_by_id(ProtectedName, name_ids)
    spaces = rows_by_id(Space, space_ids)
    for post in posts:
        post.protected_name = names.get(post.protected_name_id) if name_ids else None
        post.space = spaces.get(post.space_id) if space_ids else None
