"""What stands first on a page, and hashtags somebody follows or shows: to be asked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, QuerySet

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.audience import Audience, Reader, readable
from augenhoehe.domain.posts.models import FeaturedTag, FollowedTag, Pin, Post, PostTag, Tag
from augenhoehe.foundation.ids import time_of
from augenhoehe.foundation.prepared import prepared
from augenhoehe.foundation.stretch import Stretch

_MOST = 40
_LOOKED_AT = 400  # of one's own posts, for hashtags used lately


def pinned_posts(reader: Reader, account_id: int) -> list[int]:
    """The posts that stand first on a page, as far as this reader may read them."""
    return [post_id for (post_id,) in _pinned(reader, account_id)]


@prepared
def _pinned(reader: Reader, account_id: int) -> QuerySet[Pin, tuple[int]]:
    rows = Pin.objects.filter(readable(reader, post="post__"), account_id=account_id)
    return rows.order_by("-id").values_list("post_id")[:_MOST]


@dataclass(frozen=True, slots=True)
class TagMarks:
    """Names of hashtags somebody follows, and of those that stand on their page."""

    followed: frozenset[str] = frozenset()
    featured: frozenset[str] = frozenset()


def tag_marks(person: Account, shown_as: Account, names: Collection[str]) -> TagMarks:
    """Which of these hashtags a person follows and an account of theirs shows."""
    if not names:
        return TagMarks()
    followed = FollowedTag.objects.filter(account=person, tag__name__in=names)
    featured = FeaturedTag.objects.filter(account=shown_as, tag__name__in=names)
    return TagMarks(
        frozenset(followed.values_list("tag__name", flat=True)),
        frozenset(featured.values_list("tag__name", flat=True)),
    )


def followed_tags_page(person: Account, stretch: Stretch) -> list[tuple[int, Tag]]:
    """The hashtags somebody follows, the latest first; nobody else sees it."""
    rows = stretch.cut(FollowedTag.objects.filter(account=person).select_related("tag"))
    return stretch.newest_first([(row.id, row.tag) for row in rows])


def followed_tags(person: Account) -> list[Tag]:
    """The hashtags somebody follows, by name."""
    rows = FollowedTag.objects.filter(account=person).values("tag_id")
    return list(Tag.objects.filter(id__in=rows).order_by("name"))


@dataclass(frozen=True, slots=True)
class Featured:
    """A hashtag on somebody's page: how many of their open posts carry it, and since when none."""

    id: int
    tag: Tag
    posts_count: int = 0
    last_post_at: datetime | None = None


def featured_tags_of(account: Account) -> list[Featured]:
    """The hashtags an account shows on its page, in the order in which they were chosen."""
    rows = list(FeaturedTag.objects.filter(account=account).select_related("tag").order_by("id"))
    used = _use_of({row.tag_id for row in rows}, account.id) if rows else {}
    found = []
    for row in rows:
        count, newest = used.get(row.tag_id, (0, 0))
        found.append(Featured(row.id, row.tag, count, time_of(newest) if newest else None))
    return found


def featured_tag(account: Account, featured_id: int) -> Featured | None:
    """One of the hashtags an account shows."""
    return next((one for one in featured_tags_of(account) if one.id == featured_id), None)


def _use_of(tag_ids: Collection[int], account_id: int) -> dict[int, tuple[int, int]]:
    """By hashtag: how many posts of an account everybody may read carry it, and the newest."""
    rows = PostTag.objects.filter(
        tag_id__in=tag_ids,
        post__account_id=account_id,
        post__audience__lte=Audience.UNLISTED,
        post__deleted_at__isnull=True,
    )
    counted = rows.order_by().values("tag_id").annotate(n=Count("id"), newest=Max("post_id"))
    return {row["tag_id"]: (row["n"], row["newest"]) for row in counted}


def tags_used_lately(account: Account, *, limit: int = 10) -> list[Tag]:
    """The hashtags an account used last and does not show yet; nothing is counted."""
    shown = FeaturedTag.objects.filter(account=account).values("tag_id")
    mine = Post.objects.filter(account=account, deleted_at__isnull=True).order_by("-id")
    open_ones = mine.filter(audience__lte=Audience.UNLISTED).values("id")[:_LOOKED_AT]
    rows = PostTag.objects.filter(post_id__in=open_ones).exclude(tag_id__in=shown)
    used = rows.order_by().values("tag_id").annotate(newest=Max("post_id")).order_by("-newest")
    ids = [row["tag_id"] for row in used[:limit]]
    tags = Tag.objects.in_bulk(ids)
    return [tags[tag_id] for tag_id in ids if tag_id in tags]
