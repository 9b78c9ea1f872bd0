"""From whom somebody wants notices, and who waits, as clients know it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import orjson

from augenhoehe.domain.posts.audience import Reader
from augenhoehe.domain.posts.pages import readable_ids
from augenhoehe.interfaces.mastodon_api.entities.account import account_parts
from augenhoehe.interfaces.mastodon_api.entities.addresses import moment
from augenhoehe.interfaces.mastodon_api.entities.status import statuses_by_id

if TYPE_CHECKING:
    from augenhoehe.domain.notifications.models import NoticePolicy, NoticeRequest

# By their name: ours.
ANSWERS = {
    "for_not_following": "for_not_following",
    "for_not_followers": "for_not_followers",
    "for_new_accounts": "for_new_accounts",
    "for_private_mentions": "for_private_mentions",
    "for_limited_accounts": "for_limited_accounts",
    "for_bots": "for_automated",
}
# The first form, which knew only to hold back or not.
FILTERS = {
    "filter_not_following": "for_not_following",
    "filter_not_followers": "for_not_followers",
    "filter_new_accounts": "for_new_accounts",
    "filter_private_mentions": "for_private_mentions",
}


def policy_entity(policy: NoticePolicy, waiting: tuple[int, int]) -> dict[str, Any]:
    said = {theirs: getattr(policy, ours) for theirs, ours in ANSWERS.items()}
    return said | _summary(waiting)


def older_policy_entity(policy: NoticePolicy, waiting: tuple[int, int]) -> dict[str, Any]:
    said = {theirs: getattr(policy, ours) != "accept" for theirs, ours in FILTERS.items()}
    return said | _summary(waiting)


def _summary(waiting: tuple[int, int]) -> dict[str, dict[str, int]]:
    people, notices = waiting
    counts = {"pending_requests_count": people, "pending_notifications_count": notices}
    return {"summary": counts}


def requests_for(reader: Reader, requests: Sequence[NoticeRequest]) -> list[dict[str, Any]]:
    """In their order, each with the post that was said last, as far as one may read it."""
    wanted = {one.last_post_id for one in requests if one.last_post_id is not None}
    statuses = statuses_by_id(reader, readable_ids(reader, wanted))
    accounts = account_parts(one.sender for one in requests)
    return [
        {
            "id": str(one.id),
            "created_at": moment(one.created_at),
            "updated_at": moment(one.updated_at),
            "notifications_count": str(one.notices_count),
            "account": orjson.Fragment(accounts[one.sender_id]),
            "last_status": statuses.get(one.last_post_id or 0),
        }
        for one in requests
    ]
