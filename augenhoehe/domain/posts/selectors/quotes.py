"""What posts quote, who quotes them, and whom one may quote: for whole pages at a time."""

from __future__ import annotations

from collections.abc import Collection, Sequence, Set
from typing import Protocol

from django.db.models import Q, QuerySet

from augenhoehe.domain.people.models import Block, Follow, Mute
from augenhoehe.domain.people.policies import may_write
from augenhoehe.domain.posts.audience import Audience, Reader
from augenhoehe.domain.posts.loading import loaded
from augenhoehe.domain.posts.models import Card, Post, Restriction
from augenhoehe.domain.posts.selectors.listing import FIRST, Window, without_hidden
from augenhoehe.domain.posts.selectors.reading import readable_posts
from augenhoehe.foundation import clock
from augenhoehe.foundation.prepared import prepared, rows_by_id

Policy = Post.QuotePolicy


class Quotable(Protocol):
    """A post, or what is known of it at a glance."""

    @property
    def id(self) -> int: ...
    @property
    def account_id(self) -> int: ...
    @property
    def audience(self) -> int: ...
    @property
    def restrictions(self) -> int: ...
    @property
    def quote_policy(self) -> int: ...


def quotable_among(reader: Reader, posts: Sequence[Quotable]) -> frozenset[int]:
    """Those of these posts this reader may expect to quote; they have been read already.

    What is offered, at most one small query a page; `policies_quotes.may_quote` is asked
    when it is done, and whether who is quoted has blocked them.
    """
    if not may_write(reader.who):
        return frozenset()
    mine = reader.who.speaks_as
    for_followers = {
        post.account_id
        for post in posts
        if post.quote_policy == Policy.FOLLOWERS and post.account_id not in mine
    }
    followed = _followed(reader, for_followers)
    return frozenset(post.id for post in posts if _is_quotable(reader, mine, post, followed))


def _followed(reader: Reader, account_ids: Collection[int]) -> Set[int]:
    if not account_ids or reader.account_id is None:
        return frozenset()
    return {row[0] for row in _followed_among(reader.account_id, frozenset(account_ids))}


@prepared
def _followed_among(follower_id: int, ids: Set[int]) -> QuerySet[Follow, tuple[int]]:
    rows = Follow.objects.filter(follower_id=follower_id, followed_id__in=ids)
    return rows.values_list("followed_id")


def _is_quotable(reader: Reader, mine: Collection[int], post: Quotable, followed: Set[int]) -> bool:
    if post.restrictions & Restriction.NOT_SHARED or post.audience == Audience.DIRECT:
        return False
    if post.audience >= Audience.HOUSE:  # inside, by whoever reads it there
        return True
    if post.audience == Audience.FOLLOWERS:
        return post.account_id == reader.account_id
    if post.quote_policy == Policy.ANYBODY or post.account_id in mine:
        return True
    return post.quote_policy == Policy.FOLLOWERS and post.account_id in followed


def quoted_posts(reader: Reader, posts: Sequence[Post]) -> dict[int, Post]:
    """By id: the posts that some of these quote with consent, as far as they may be read."""
    accepted = Post.QuoteState.ACCEPTED
    ids = {post.quote_of_id for post in posts if post.quote_of_id and post.quote_state == accepted}
    if not ids:
        return {}
    return {post.id: post for post in loaded(readable_posts(reader).filter(id__in=ids))}


def quotes_of(reader: Reader, post: Post, window: Window = FIRST) -> list[Post]:
    """Posts that quote another with consent, newest first."""
    quoting = readable_posts(reader).filter(
        quote_of=post, quote_state=Post.QuoteState.ACCEPTED, boost_of__isnull=True
    )
    return loaded(window.cut(without_hidden(reader, quoting)))


def cards_by_ids(ids: Collection[int]) -> dict[int, Card]:
    """By id: the cards of links, for posts that have been read."""
    return rows_by_id(Card, frozenset(ids))


def turned_from(reader: Reader, account_ids: Collection[int]) -> dict[int, str]:
    """Those of these accounts this person looks away from: "blocked" or "muted"."""
    if reader.account_id is None or not account_ids:
        return {}
    now = clock.now()
    muted = Mute.objects.filter(
        Q(ends_at__isnull=True) | Q(ends_at__gt=now),
        account_id=reader.account_id,
        muted_id__in=account_ids,
    )
    blocked = Block.objects.filter(account_id=reader.account_id, blocked_id__in=account_ids)
    found = dict.fromkeys(muted.values_list("muted_id", flat=True), "muted")
    return found | dict.fromkeys(blocked.values_list("blocked_id", flat=True), "blocked")
