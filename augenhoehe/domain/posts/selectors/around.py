"""What stands around posts: who did what with them, whom they address, their hashtags."""

from __future__ import annotations

from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass
from typing import TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.audience import Reader
from augenhoehe.domain.posts.models import Like, Mention, Pin, Post, PostTag, Tag, ThreadMute
from augenhoehe.foundation.prepared import prepared, rows_by_id

_M = TypeVar("_M", bound=Model)


@dataclass(frozen=True, slots=True)
class Flags:
    """What a reader did with posts: ids of those liked, passed on and kept."""

    liked: frozenset[int] = frozenset()
    boosted: frozenset[int] = frozenset()
    kept: frozenset[int] = frozenset()


def flags_for(reader: Reader, post_ids: Collection[int]) -> Flags:
    """One small query for a whole page; by hand, since Django writes three in a millisecond."""
    if reader.account_id is None or not post_ids:
        return Flags()
    found: dict[str, set[int]] = {"liked": set(), "boosted": set(), "kept": set()}
    marks = ", ".join(["%s"] * len(post_ids))
    with connection.cursor() as cursor:
        cursor.execute(_FLAGS.format(ids=marks), [reader.account_id, *post_ids] * len(found))
        for what, post_id in cursor.fetchall():
            found[what].add(post_id)
    return Flags(**{what: frozenset(ids) for what, ids in found.items()})


_FLAGS = """
    SELECT 'liked', post_id FROM posts_like WHERE account_id = %s AND post_id IN ({ids})
    UNION ALL
    SELECT 'boosted', boost_of_id FROM posts_post
    WHERE account_id = %s AND boost_of_id IN ({ids}) AND deleted_at IS NULL
    UNION ALL
    SELECT 'kept', post_id FROM posts_bookmark WHERE account_id = %s AND post_id IN ({ids})
"""


def pinned_among(reader: Reader, post_ids: Collection[int]) -> frozenset[int]:
    """Those of these posts that this person pinned, as themselves or as a voice."""
    rows = Pin.objects.filter(account_id__in=reader.who.speaks_as, post_id__in=post_ids)
    return frozenset(rows.values_list("post_id", flat=True))


def muted_among(reader: Reader, threads: Collection[int]) -> frozenset[int]:
    """Those of these conversations (the posts they began with) this person muted."""
    if reader.account_id is None:
        return frozenset()
    rows = ThreadMute.objects.filter(account_id=reader.account_id, thread_id__in=threads)
    return frozenset(rows.values_list("thread_id", flat=True))


def liked_by(post: Post) -> list[Account]:
    rows = Like.objects.filter(post=post).select_related("account").order_by("-id")[:200]
    return [row.account for row in rows]


def boosted_by(post: Post) -> list[Account]:
    """Who passed a post on, but for those who told their followers alone."""
    boosts = Post.objects.filter(boost_of=post).exclude(audience=Post.Audience.FOLLOWERS)
    return [row.account for row in boosts.select_related("account").order_by("-id")[:200]]


def mentions_of(post_ids: Collection[int]) -> dict[int, list[Account]]:
    """By post: whom it addresses."""
    return _things_of(_mentions(frozenset(post_ids)) if post_ids else [], Account)


def tags_of(post_ids: Collection[int]) -> dict[int, list[Tag]]:
    """By post: the hashtags it carries."""
    return _things_of(_tags(frozenset(post_ids)) if post_ids else [], Tag)


def _things_of(pairs: Sequence[tuple[int, int]], model: type[_M]) -> dict[int, list[_M]]:
    things = rows_by_id(model, {thing_id for _post_id, thing_id in pairs})
    found: dict[int, list[_M]] = {}
    for post_id, thing_id in pairs:
        if thing_id in things:
            found.setdefault(post_id, []).append(things[thing_id])
    return found


@prepared
def _mentions(post_ids: Set[int]) -> QuerySet[Mention, tuple[int, int]]:
    rows = Mention.objects.filter(post_id__in=post_ids)
    return rows.order_by("id").values_list("post_id", "account_id")


@prepared
def _tags(post_ids: Set[int]) -> QuerySet[PostTag, tuple[int, int]]:
    rows = PostTag.objects.filter(post_id__in=post_ids)
    return rows.order_by("id").values_list("post_id", "tag_id")
