"""What somebody set up for their own reading: filters, muted conversations, messages."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.audience import Reader, readable
from augenhoehe.domain.posts.models import (
    Conversation,
    Filter,
    FilteredPost,
    FilterKeyword,
    Post,
    ThreadMute,
)
from augenhoehe.domain.posts.selectors.around import mentions_of
from augenhoehe.foundation.prepared import prepared, rows_by_id
from augenhoehe.foundation.stretch import Stretch


def filters_of(reader: Reader) -> list[Filter]:
    """One's filters with their keywords and posts, the oldest first."""
    return list(_filters(reader).order_by("id"))


def filter_for(reader: Reader, filter_id: int) -> Filter | None:
    """One of one's filters."""
    return _filters(reader).filter(id=filter_id).first()


def _filters(reader: Reader) -> QuerySet[Filter]:
    mine = Filter.objects.filter(account_id=reader.account_id or 0)
    return mine.prefetch_related("keywords", "posts")


def keywords_of(reader: Reader) -> list[FilterKeyword]:
    """All keywords of one's filters, the oldest first."""
    return list(_keywords(reader).order_by("id"))


def keyword_for(reader: Reader, keyword_id: int) -> FilterKeyword | None:
    """A keyword of one of one's filters."""
    return _keywords(reader).filter(id=keyword_id).first()


def _keywords(reader: Reader) -> QuerySet[FilterKeyword]:
    mine = FilterKeyword.objects.filter(filter__account_id=reader.account_id or 0)
    return mine.select_related("filter")


def filtered_post_for(reader: Reader, entry_id: int) -> FilteredPost | None:
    """A post in one of one's filters."""
    mine = FilteredPost.objects.filter(filter__account_id=reader.account_id or 0, id=entry_id)
    return mine.select_related("filter").first()


def has_muted_thread_of(account_id: int, post_id: int) -> bool:
    """Whether somebody wants no notices of the conversation a post stands in."""
    return bool(_mutes(account_id, post_id, post_id))


@prepared
def _mutes(account_id: int, post_id: int, same: int) -> QuerySet[ThreadMute, tuple[int]]:
    thread = Post.objects.filter(id=post_id).values("thread_id")
    muted = Q(thread_id=same) | Q(thread_id__in=thread)
    return ThreadMute.objects.filter(muted, account_id=account_id).values_list("id")[:1]


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation as its owner sees it, and the others who take part."""

    conversation: Conversation
    others: list[Account]


def conversations_page(reader: Reader, stretch: Stretch) -> list[Talk]:
    """One's conversations among a few, what was said last first; by the ids of those posts."""
    rows = stretch.cut(_conversations(reader).filter(hidden_at__isnull=True), "last_post_id")
    return _talks(reader, stretch.newest_first(list(rows)))


def conversation_for(reader: Reader, conversation_id: int) -> Talk | None:
    """One of one's conversations, put away or not."""
    return next(iter(_talks(reader, list(_conversations(reader).filter(id=conversation_id)))), None)


def _conversations(reader: Reader) -> QuerySet[Conversation, Any]:
    mine = Conversation.objects.filter(owner_id=reader.account_id or 0)
    return mine.filter(readable(reader, post="last_post__"))


def _talks(reader: Reader, rows: Collection[Conversation]) -> list[Talk]:
    last = [row.last_post_id for row in rows]
    authors = dict(Post.objects.filter(id__in=last).values_list("id", "account_id"))
    accounts = rows_by_id(Account, frozenset(authors.values()))
    mentioned = mentions_of(last)
    talks = []
    for row in rows:
        author = accounts[authors[row.last_post_id]]
        named = {one.id: one for one in [author, *mentioned.get(row.last_post_id, ())]}
        others = [one for one in named.values() if one.id not in reader.who.speaks_as]
        talks.append(Talk(row, others or [author]))
    return talks
