"""Which posts of a list are wanted, and how a stretch of it is cut."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from augenhoehe.domain.posts.models import (
    Post,
    PostPicture,
    Restriction,
)
from augenhoehe.foundation.stretch import Stretch


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which posts of a list are asked for."""

    local: bool = False
    remote: bool = False
    only_media: bool = False
    without_replies: bool = False
    without_boosts: bool = False


ALL = Wanted()


Ids = QuerySet[Post, tuple[int]]


def ids_of(rows: Sequence[tuple[int]], stretch: Stretch) -> list[int]:
    return stretch.newest_first([post_id for (post_id,) in rows])


def only(posts: QuerySet[Post], wanted: Wanted, hidden: Set[int] = frozenset()) -> QuerySet[Post]:
    if wanted.local:
        posts = posts.filter(account__domain="")
    if wanted.remote:
        posts = posts.exclude(account__domain="")
    if wanted.only_media:
        posts = posts.filter(Exists(_pictures()))
    if wanted.without_replies:
        posts = posts.filter(
            Q(in_reply_to__isnull=True) | Q(in_reply_to__account_id=F("account_id"))
        )
    if wanted.without_boosts:
        posts = posts.filter(boost_of__isnull=True)
    return posts.exclude(account_id__in=hidden) if hidden else posts


def _pictures() -> QuerySet[PostPicture]:
    """The pictures of a post, without those an intervention took out."""
    under = F("post__restrictions").bitand(int(Restriction.MEDIA_REMOVED))
    shown = PostPicture.objects.annotate(taken_out=under).filter(taken_out=0)
    return shown.filter(post_id=OuterRef("id"))
