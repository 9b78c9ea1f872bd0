"""Polls as a reader may see them: two or three questions for a whole page of posts."""

from __future__ import annotations

from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from augenhoehe.domain.posts.audience import Reader, readable
from augenhoehe.domain.posts.models import Poll, PollOption, PollVote, Post
from augenhoehe.domain.posts.policies import asked_by
from augenhoehe.foundation import clock
from augenhoehe.foundation.prepared import prepared


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer; how many chose it, if that may be known already."""

    position: int
    title: str
    votes: int | None
    is_mine: bool = False


@dataclass(frozen=True, slots=True)
class PollSeen:
    """A poll with the eyes of one reader."""

    id: int
    post_id: int
    is_multiple: bool
    hides_totals: bool
    ends_at: datetime | None
    voters_count: int
    votes_count: int
    choices: Sequence[Choice]
    chosen: Sequence[int]  # the places of this reader's answers, as they chose them
    is_own: bool
    has_ended: bool

    @property
    def has_voted(self) -> bool:
        return any(choice.is_mine for choice in self.choices)

    @property
    def shows_totals(self) -> bool:
        return self.has_ended or not self.hides_totals


def polls_on(reader: Reader, post_ids: Collection[int]) -> dict[int, PollSeen]:
    """By post: its poll. The ids come from a question that knew the reader."""
    rows = _polls(frozenset(post_ids)) if post_ids else []
    ids = frozenset(row[0] for row in rows)
    if not ids:
        return {}
    options: dict[int, list[tuple[int, str, int]]] = {}
    for poll_id, *option in _options(ids):
        options.setdefault(poll_id, []).append(tuple(option))  # type: ignore[arg-type]
    mine = _votes(reader.account_id, ids) if reader.account_id is not None else []
    found = [_seen(reader, row, options.get(row[0], []), mine) for row in rows]
    return {poll.post_id: poll for poll in found}


def poll_for(reader: Reader, poll_id: int) -> PollSeen | None:
    """One poll, if this reader may read its post."""
    row = Poll.objects.filter(readable(reader, post="post__"), id=poll_id).first()
    return polls_on(reader, [row.post_id]).get(row.post_id) if row is not None else None


def poll_of(reader: Reader, post: Post) -> PollSeen | None:
    """The poll of a post this reader has read."""
    return polls_on(reader, [post.id]).get(post.id) if post.has_poll else None


def _seen(
    reader: Reader,
    row: tuple[Any, ...],
    options: Sequence[tuple[int, str, int]],
    votes: Sequence[tuple[int, int]],
) -> PollSeen:
    poll_id, post_id, is_multiple, hides_totals, ends_at, voters, account_id, written_by_id = row
    has_ended = ends_at is not None and ends_at <= clock.now()
    is_shown = has_ended or not hides_totals
    mine = [position for voted_in, position in votes if voted_in == poll_id]
    return PollSeen(
        id=poll_id,
        post_id=post_id,
        is_multiple=is_multiple,
        hides_totals=hides_totals,
        ends_at=ends_at,
        voters_count=voters,
        votes_count=sum(count for _position, _title, count in options),
        choices=[
            Choice(position, title, count if is_shown else None, position in mine)
            for position, title, count in options
        ],
        chosen=mine,
        is_own=asked_by(reader, account_id, written_by_id),
        has_ended=has_ended,
    )


@prepared
def _polls(post_ids: Set[int]) -> QuerySet[Poll, tuple[Any, ...]]:
    return Poll.objects.filter(post_id__in=post_ids).values_list(
        "id",
        "post_id",
        "is_multiple",
        "hides_totals",
        "ends_at",
        "voters_count",
        "post__account_id",
        "post__written_by_id",
    )


@prepared
def _options(poll_ids: Set[int]) -> QuerySet[PollOption, tuple[int, int, str, int]]:
    rows = PollOption.objects.filter(poll_id__in=poll_ids).order_by("poll_id", "position")
    return rows.values_list("poll_id", "position", "title", "votes_count")


@prepared
def _votes(account_id: int, poll_ids: Set[int]) -> QuerySet[PollVote, tuple[int, int]]:
    rows = PollVote.objects.filter(poll_id__in=poll_ids, account_id=account_id).order_by("id")
    return rows.values_list("poll_id", "position")
