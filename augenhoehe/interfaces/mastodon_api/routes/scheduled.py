"""`/api/v1/scheduled_statuses`: what one has written for later."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from augenhoehe.domain.people.access import TokenHolder
from augenhoehe.domain.posts.actions import cancel_scheduled, reschedule
from augenhoehe.domain.posts.scheduling import scheduled_by, scheduled_page
from augenhoehe.interfaces.mastodon_api.endpoint import Answer, endpoint, not_found, whole_id
from augenhoehe.interfaces.mastodon_api.entities.scheduled import scheduled_entities
from augenhoehe.interfaces.mastodon_api.errors import Refused
from augenhoehe.interfaces.mastodon_api.pagination import linked
from augenhoehe.interfaces.mastodon_api.parameters import Parameters, parameters_of
from augenhoehe.interfaces.mastodon_api.routes.common import post_page, somebody

if TYPE_CHECKING:
    from augenhoehe.domain.posts.models import ScheduledPost


def moment_in(sent: Parameters) -> datetime:
    """When something is to be said. Without a zone the time is UTC."""
    try:
        at = datetime.fromisoformat(sent.text("scheduled_at").strip())
        return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        raise Refused(422, "Record invalid") from None  # in Mastodon's words


def _found(holder: TokenHolder, raw: str) -> ScheduledPost:
    number = whole_id(raw)
    row = scheduled_by(holder.account, number) if number is not None else None
    if row is None or row.voice != holder.voice:
        raise not_found()
    return row


def _list(request: HttpRequest) -> Answer:
    """One's own, or what one has written through the voice of the token."""
    holder, _reader = somebody(request, "read:statuses")
    page, stretch = post_page(request)
    rows = scheduled_page(holder.account, stretch, voice=holder.voice)
    return linked(request, scheduled_entities(rows), [row.id for row in rows], page=page)


def _read(request: HttpRequest, scheduled_id: str) -> dict[str, Any]:
    holder, _reader = somebody(request, "read:statuses")
    return scheduled_entities([_found(holder, scheduled_id)])[0]


def _move(request: HttpRequest, scheduled_id: str) -> dict[str, Any]:
    """Only the moment can be changed; without one everything stays as it is."""
    holder, _reader = somebody(request, "write:statuses")
    row, sent = _found(holder, scheduled_id), parameters_of(request)
    if sent.has("scheduled_at"):
        row = reschedule(row, by=holder.account, due_at=moment_in(sent))
    return scheduled_entities([row])[0]


def _cancel(request: HttpRequest, scheduled_id: str) -> dict[str, Any]:
    holder, _reader = somebody(request, "write:statuses")
    cancel_scheduled(_found(holder, scheduled_id), by=holder.account)
    return {}


collection = endpoint(get=_list)
single = endpoint(get=_read, put=_move, delete=_cancel)
