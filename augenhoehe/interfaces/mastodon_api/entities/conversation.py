"""Conversations among a few people as clients know them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import orjson

from augenhoehe.domain.posts.audience import Reader
from augenhoehe.interfaces.mastodon_api.entities.account import account_parts
from augenhoehe.interfaces.mastodon_api.entities.status import statuses_by_id

if TYPE_CHECKING:
    from augenhoehe.domain.posts.selectors import Talk


def conversations_for(reader: Reader, talks: Sequence[Talk]) -> list[dict[str, Any]]:
    """These conversations in their order: a handful of queries, however many."""
    accounts = account_parts(one for talk in talks for one in talk.others)
    posts = statuses_by_id(reader, [talk.conversation.last_post_id for talk in talks])
    return [
        {
            "id": str(talk.conversation.id),
            "unread": talk.conversation.is_unread,
            "accounts": [orjson.Fragment(accounts[one.id]) for one in talk.others],
            "last_status": posts.get(talk.conversation.last_post_id),
        }
        for talk in talks
    ]
