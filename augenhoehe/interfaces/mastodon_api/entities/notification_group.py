"""Notices told together: accounts and posts once, and groups that name them by id."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import orjson

from augenhoehe.domain.notifications.groups import Group
from augenhoehe.domain.posts.audience import Reader
from augenhoehe.interfaces.mastodon_api.entities.addresses import moment
from augenhoehe.interfaces.mastodon_api.entities.notification import TYPES, Around, around

_PARTIAL = ("id", "acct", "locked", "bot", "url", "avatar", "avatar_static")


def results_for(
    reader: Reader, groups: Sequence[Group], *, on_page: bool, with_partial: bool = False
) -> dict[str, Any]:
    """In their order. `on_page`: each says how far of it the page reaches."""
    sampled = {actor for group in groups for actor in group.actor_ids}
    known = around(reader, [group.notice for group in groups], sampled)
    shown: list[dict[str, Any]] = []
    full: set[int] = set()
    partial: set[int] = set()
    for group in groups:
        parts = known.parts_of(group.notice)
        if parts is None:
            continue
        actors = _actors(known, group)
        parts.pop("status", None)
        shown.append(_group(group, actors, on_page=on_page) | parts)
        full |= set(actors[:1] if with_partial else actors)
        partial |= set(actors)
    said = {
        "accounts": [orjson.Fragment(known.accounts[account]) for account in sorted(full)],
        "statuses": _statuses(known, groups, shown),
        "notification_groups": shown,
    }
    if with_partial:
        said["partial_accounts"] = [_partial(known.accounts[one]) for one in sorted(partial - full)]
    return said


def _actors(known: Around, group: Group) -> list[int]:
    """Who did it, the latest first. A single notice may come from a voice."""
    found = group.actor_ids if group.count > 1 else (known.actor_of(group.notice) or 0,)
    return [actor for actor in found if actor in known.accounts]


def _group(group: Group, actors: Sequence[int], *, on_page: bool) -> dict[str, Any]:
    row = group.notice.row
    said: dict[str, Any] = {
        "group_key": group.key,
        "notifications_count": group.count,
        "type": TYPES[row.kind],
        "most_recent_notification_id": str(group.newest_id),
        "sample_account_ids": [str(actor) for actor in actors],
    }
    if on_page:
        said |= {
            "page_min_id": str(group.oldest_on_page),
            "page_max_id": str(row.id),
            "latest_page_notification_at": moment(row.created_at),
        }
    if group.notice.post_id is not None:
        said["status_id"] = str(group.notice.post_id)
    return said


def _statuses(known: Around, groups: Sequence[Group], shown: Sequence[dict[str, Any]]) -> list[Any]:
    keys = {one["group_key"] for one in shown}
    ids = dict.fromkeys(one.notice.post_id or 0 for one in groups if one.key in keys)
    return [known.statuses[post_id] for post_id in ids if post_id in known.statuses]


def _partial(account: bytes) -> dict[str, Any]:
    whole = orjson.loads(account)
    return {name: whole[name] for name in _PARTIAL}
