"""`/api/v2/notifications`: what concerns one, what belongs together as one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from augenhoehe.domain.notifications.actions import dismiss_notices
from augenhoehe.domain.notifications.grouping import GROUPED
from augenhoehe.domain.notifications.groups import (
    actors_of_group,
    group_for,
    groups_page,
    notice_alone,
    unread_groups,
)
from augenhoehe.domain.people.pages import accounts_by_ids
from augenhoehe.interfaces.mastodon_api.endpoint import Answer, Refused, endpoint, not_found
from augenhoehe.interfaces.mastodon_api.entities.notification import DISMISSABLE, TYPES
from augenhoehe.interfaces.mastodon_api.entities.notification_group import results_for
from augenhoehe.interfaces.mastodon_api.pagination import linked, page_of
from augenhoehe.interfaces.mastodon_api.parameters import parameters_of
from augenhoehe.interfaces.mastodon_api.routes.common import account_list, somebody, stretch_of
from augenhoehe.interfaces.mastodon_api.routes.notifications import how_many, names_in, sort_of

_EXPANSIONS = ("", "full", "partial_avatars")
_LONGEST_KEY = 60


def _all(request: HttpRequest) -> Answer:
    _holder, reader = somebody(request, "read:notifications")
    sent = parameters_of(request)
    expansion = sent.text("expand_accounts")
    if expansion not in _EXPANSIONS:
        allowed = "allowed values are 'full' and 'partial_avatars'"
        raise Refused(400, f"Invalid value for 'expand_accounts', {allowed}")
    page = page_of(request, limit=40, most=80)
    found = groups_page(
        reader,
        sort_of(request),
        stretch_of(page),
        account_id=sent.number("account_id"),
        grouped=_grouped(request),
    )
    document = results_for(
        reader, found.groups, on_page=True, with_partial=expansion == "partial_avatars"
    )
    if found.newest_id is None or found.oldest_id is None:
        return Answer(document)
    ids = [found.newest_id, found.oldest_id]
    links = linked(request, [], ids, has_more=len(found.groups) >= page.limit)
    return Answer(document, headers=links.headers)


def _grouped(request: HttpRequest) -> frozenset[str]:
    """The kinds a program can show as one."""
    named = names_in(request, "grouped_types")
    if not named and not parameters_of(request).says("grouped_types"):
        return GROUPED
    return frozenset(kind for kind in GROUPED if TYPES[kind] in named)


def _one(request: HttpRequest, group_key: str) -> Any:
    _holder, reader = somebody(request, "read:notifications")
    group = group_for(reader, list(TYPES), _key(group_key))
    said = results_for(reader, [group], on_page=False) if group is not None else None
    if said is None or not said["notification_groups"]:
        raise not_found()
    return said


def _accounts(request: HttpRequest, group_key: str) -> Answer:
    """Everybody who did it, page by page; the ids of the pages are those of the notices."""
    _holder, reader = somebody(request, "read:notifications", "write:notifications")
    page = page_of(request, limit=40, most=80)
    rows = actors_of_group(reader, list(TYPES), _key(group_key), stretch_of(page))
    accounts = {one.id: one for one in accounts_by_ids([actor for _row, actor in rows])}
    shown = [(row, accounts[actor]) for row, actor in rows if actor in accounts]
    return account_list(request, shown, page)


def _dismiss(request: HttpRequest, group_key: str) -> dict[str, Any]:
    holder, _reader = somebody(request, "write:notifications")
    key = _key(group_key)
    alone = notice_alone(key)
    if alone is not None:
        dismiss_notices(by=holder.account, kinds=DISMISSABLE, notice_id=alone)
    else:
        dismiss_notices(by=holder.account, kinds=DISMISSABLE, group_key=key)
    return {}


def _key(raw: str) -> str:
    """A key as it may stand in the table; "" for what none can be."""
    return raw if len(raw) <= _LONGEST_KEY and "\0" not in raw else ""


def _unread_count(request: HttpRequest) -> dict[str, int]:
    _holder, reader = somebody(request, "read:notifications")
    count = unread_groups(
        reader,
        sort_of(request).kinds,
        limit=how_many(request),
        account_id=parameters_of(request).number("account_id"),
        grouped=_grouped(request),
    )
    return {"count": count}


collection = endpoint(get=_all)
single = endpoint(get=_one)
accounts = endpoint(get=_accounts)
dismiss = endpoint(post=_dismiss)
unread_count = endpoint(get=_unread_count)
