"""Polls as clients know them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import orjson

from augenhoehe.domain.posts.audience import Reader
from augenhoehe.domain.posts.selectors import PollSeen, polls_on
from augenhoehe.interfaces.mastodon_api.entities.addresses import moment
from augenhoehe.interfaces.mastodon_api.entities.emoji import emojis_in


def polls_for(reader: Reader, post_ids: Collection[int]) -> dict[int, bytes]:
    """By post: its poll in JSON, with what this reader chose. A handful of queries."""
    found = polls_on(reader, post_ids)
    return {post_id: orjson.dumps(poll_entity(reader, poll)) for post_id, poll in found.items()}


def poll_entity(reader: Reader, poll: PollSeen) -> dict[str, Any]:
    """One poll. `votes_count` of an answer is null as long as it is not told to anybody."""
    said: dict[str, Any] = {
        "id": str(poll.id),
        "expires_at": moment(poll.ends_at) if poll.ends_at else None,
        "expired": poll.has_ended,
        "multiple": poll.is_multiple,
        "votes_count": poll.votes_count,
        "voters_count": poll.voters_count,
        "options": [{"title": one.title, "votes_count": one.votes} for one in poll.choices],
        "emojis": emojis_in(*(one.title for one in poll.choices)),
    }
    if reader.account_id is None:
        return said
    # Who asked has nothing left to choose: apps show them the results.
    return said | {
        "voted": poll.has_voted or poll.is_own,
        "own_votes": list(poll.chosen),
    }
