"""`/api/v1/notifications` and markers: what concerns one, and how far one has read."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from augenhoehe.domain.notifications.actions import dismiss_notices, keep_markers
from augenhoehe.domain.notifications.pages import (
    Sort,
    markers_of,
    notice_for,
    notices_page,
    unread_among,
)
from augenhoehe.interfaces.mastodon_api.endpoint import Answer, endpoint, not_found, whole_id
from augenhoehe.interfaces.mastodon_api.entities.addresses import moment
from augenhoehe.interfaces.mastodon_api.entities.notification import (
    DISMISSABLE,
    TYPES,
    notifications_for,
)
from augenhoehe.interfaces.mastodon_api.errors import invalid
from augenhoehe.interfaces.mastodon_api.pagination import linked, page_of
from augenhoehe.interfaces.mastodon_api.parameters import parameters_of
from augenhoehe.interfaces.mastodon_api.routes.common import somebody, stretch_of

if TYPE_CHECKING:
    from augenhoehe.domain.notifications.models import Marker

_LISTS = ("home", "notifications")
_MOST_UNREAD = 1000


def _all(request: HttpRequest) -> Answer:
    """What concerned one lately; `types[]` and `exclude_types[]` choose."""
    _holder, reader = somebody(request, "read:notifications")
    sent = parameters_of(request)
    page = page_of(request, limit=40, most=80)
    notices = notices_page(
        reader, sort_of(request), stretch_of(page), account_id=sent.number("account_id")
    )
    document = notifications_for(reader, notices)
    return linked(request, document, [notice.row.id for notice in notices], page=page)


def sort_of(request: HttpRequest) -> Sort:
    """Which notices are asked for."""
    held_back = parameters_of(request).truth("include_filtered")
    return Sort(tuple(_kinds(request)), held_back=held_back)


def _kinds(request: HttpRequest) -> Collection[str]:
    wanted, unwanted = names_in(request, "types"), names_in(request, "exclude_types")
    return [
        kind
        for kind, name in TYPES.items()
        if (not wanted or name in wanted) and name not in unwanted
    ]


def names_in(request: HttpRequest, name: str) -> set[str]:
    """Words of a list, however a program writes one: with brackets, repeated, with commas."""
    said = [*parameters_of(request).texts(name), *request.GET.getlist(name)]
    return {word.strip() for one in said for word in one.split(",") if word.strip()}


def how_many(request: HttpRequest) -> int:
    """Up to which number is counted."""
    return max(1, min(parameters_of(request).whole("limit") or 100, _MOST_UNREAD))


def _one(request: HttpRequest, notification_id: str) -> Any:
    _holder, reader = somebody(request, "read:notifications")
    number = whole_id(notification_id)
    notice = notice_for(reader, list(TYPES), number) if number is not None else None
    found = notifications_for(reader, [notice]) if notice else []
    if not found:
        raise not_found()
    return found[0]


def _unread_count(request: HttpRequest) -> dict[str, int]:
    _holder, reader = somebody(request, "read:notifications")
    account_id = parameters_of(request).number("account_id")
    kinds = _kinds(request)
    return {"count": unread_among(reader, kinds, limit=how_many(request), account_id=account_id)}


def _clear(request: HttpRequest) -> dict[str, Any]:
    """What is about cases and what the office wrote stays: there are ways to answer in it."""
    holder, _reader = somebody(request, "write:notifications")
    dismiss_notices(by=holder.account, kinds=DISMISSABLE)
    return {}


def _dismiss(request: HttpRequest, notification_id: str = "") -> dict[str, Any]:
    holder, reader = somebody(request, "write:notifications")
    number = whole_id(notification_id or parameters_of(request).text("id"))
    notice = notice_for(reader, list(TYPES), number) if number is not None else None
    if notice is None:
        raise not_found()
    dismiss_notices(by=holder.account, kinds=DISMISSABLE, notice_id=notice.row.id)
    return {}


def _markers(request: HttpRequest) -> dict[str, Any]:
    holder, _reader = somebody(request, "read:statuses")
    wanted = [name for name in parameters_of(request).texts("timeline") if name in _LISTS]
    return _shown(markers_of(holder.account, holder.speaks_as, wanted))


def _mark(request: HttpRequest) -> dict[str, Any]:
    """Remember how far one has read, for one's other devices."""
    holder, _reader = somebody(request, "write:statuses")
    sent = parameters_of(request)
    read: dict[str, int] = {}
    for name in _LISTS:
        part = sent.part(name)
        if part.has("last_read_id"):
            number = whole_id(part.values["last_read_id"])
            if number is None:
                raise invalid("last_read_id must be an id.")
            read[name] = number
    keep_markers(by=holder.account, account=holder.speaks_as, last_read=read)
    return _shown(markers_of(holder.account, holder.speaks_as, list(read)))


def _shown(markers: Collection[Marker]) -> dict[str, Any]:
    return {
        marker.list: {
            "last_read_id": str(marker.last_read),
            "version": marker.version,
            "updated_at": moment(marker.updated_at),
        }
        for marker in markers
    }


collection = endpoint(get=_all)
single = endpoint(get=_one)
unread_count = endpoint(get=_unread_count)
clear = endpoint(post=_clear)
dismiss = endpoint(post=_dismiss)
markers = endpoint(get=_markers, post=_mark)
