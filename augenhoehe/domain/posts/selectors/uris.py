"""Posts by the addresses under which other servers know them. Nothing of what they say."""

from __future__ import annotations

from collections.abc import Collection, Set
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet

from augenhoehe.domain.people.uris import local_uri as local_actor
from augenhoehe.domain.posts.audience import NARROW, OPEN, Reader, readable
from augenhoehe.domain.posts.models import Like, Post
from augenhoehe.domain.posts.uris import local_uri
from augenhoehe.foundation.prepared import prepared


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where a post is for programs (its id) and for people, and the id of who it appears as."""

    uri: str
    page: str
    author: str
    author_id: int
    is_ours: bool


def uris_at(ids: Collection[int]) -> dict[int, Addresses]:
    """By id. Whether anybody may read the posts is not asked: these are names, no contents."""
    return {row[0]: _addresses(*row) for row in _rows(frozenset(ids))} if ids else {}


def _addresses(
    post_id: int, uri: str, url: str, author_id: int, author: str, handle: str, domain: str
) -> Addresses:
    page = url or uri or f"{settings.BASE_URL}/@{handle}/{post_id}"
    actor = author or local_actor(author_id)
    return Addresses(uri or local_uri(post_id), page, actor, author_id, is_ours=not domain)


def those_who_took_up(post: Post) -> set[int]:
    """Who liked, passed on, quoted or answered a post, as accounts: their servers have it."""
    return {account_id for (account_id,) in _took_up(post.id)}


def _took_up(post_id: int) -> QuerySet[Post, Any]:
    said = Post.objects.filter(
        Q(boost_of_id=post_id) | Q(in_reply_to_id=post_id) | Q(quote_of_id=post_id)
    )
    liked = Like.objects.filter(post_id=post_id).values_list("account_id")
    return said.order_by().values_list("account_id").union(liked)


@prepared
def _rows(ids: Set[int]) -> QuerySet[Post, tuple[Any, ...]]:
    return Post.objects.filter(id__in=ids).values_list(
        "id", "uri", "url", "account_id", "account__uri", "account__handle", "account__domain"
    )


def replies_to(reader: Reader, post_id: int, *, after: int | None, limit: int) -> list[int]:
    """The direct replies to a post that this reader may read, the first first."""
    rows = Post.objects.filter(readable(reader), in_reply_to_id=post_id)
    if after is not None:
        rows = rows.filter(id__gt=after)
    return list(rows.order_by("id").values_list("id", flat=True)[:limit])


def agreed_quote(quoting_id: int) -> tuple[Addresses, Addresses] | None:
    """A post and what it quotes of ours, while the author of that agrees; nothing internal."""
    outside = (*OPEN, *NARROW)
    row = Post.objects.filter(
        id=quoting_id,
        quote_state=Post.QuoteState.ACCEPTED,
        audience__in=outside,
        deleted_at__isnull=True,
        quote_of__audience__in=outside,
        quote_of__deleted_at__isnull=True,
        quote_of__account__domain="",
    ).values_list("id", "quote_of_id")
    pair = row.first()
    if pair is None:
        return None
    found = uris_at([one for one in pair if one is not None])
    quoting, quoted = (found[one] for one in pair if one is not None)
    return quoting, quoted
