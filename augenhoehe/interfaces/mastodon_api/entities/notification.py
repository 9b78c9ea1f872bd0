"""Notices as clients know them: ours have more kinds than they have."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson

from augenhoehe.domain.notifications.pages import Kind, Notice
from augenhoehe.domain.posts.audience import Reader
from augenhoehe.domain.posts.pages import authors_of, readable_ids
from augenhoehe.interfaces.mastodon_api.entities.account import account_parts_by_id
from augenhoehe.interfaces.mastodon_api.entities.addresses import moment
from augenhoehe.interfaces.mastodon_api.entities.status import statuses_by_id

# A criticism and an answer to it are told as mentions: apps know of no cases.
TYPES: dict[str, str] = {
    Kind.MENTION: "mention",
    Kind.REPLY: "mention",
    Kind.CASE_OPENED: "mention",
    Kind.CASE_STEP: "mention",
    Kind.BOOST: "reblog",
    Kind.LIKE: "favourite",
    Kind.FOLLOW: "follow",
    Kind.FOLLOW_REQUEST: "follow_request",
}
_WITH_POST = frozenset({"mention", "reblog", "favourite"})
# Those an app may make disappear: what is about a case stays on its page of notices.
DISMISSABLE = tuple(kind for kind in TYPES if kind not in (Kind.CASE_OPENED, Kind.CASE_STEP))


def notifications_for(reader: Reader, notices: Sequence[Notice]) -> list[dict[str, Any]]:
    """In their order; those whose post may not be read any longer are left out."""
    wanted = {notice.post_id for notice in notices if notice.post_id is not None}
    ids = readable_ids(reader, wanted)
    statuses = statuses_by_id(reader, ids)
    authors = authors_of(reader, ids)
    actors = {notice.row.id: _actor(notice, authors) for notice in notices}
    accounts = account_parts_by_id({actor for actor in actors.values() if actor is not None})
    found = []
    for notice in notices:
        kind, actor = TYPES[notice.row.kind], actors[notice.row.id]
        status = statuses.get(notice.post_id or 0)
        if actor not in accounts or (kind in _WITH_POST and status is None):
            continue
        said: dict[str, Any] = {
            "id": str(notice.row.id),
            "type": kind,
            "created_at": moment(notice.row.created_at),
            "group_key": f"ungrouped-{notice.row.id}",
            "account": orjson.Fragment(accounts[actor]),
        }
        found.append(said | {"status": status} if kind in _WITH_POST else said)
    return found


def _actor(notice: Notice, authors: dict[int, int]) -> int | None:
    """Who did it. What comes as a post comes from whom the post appears as: maybe a voice."""
    if TYPES[notice.row.kind] == "mention" and notice.post_id in authors:
        return authors[notice.post_id]
    return notice.row.actor_id
