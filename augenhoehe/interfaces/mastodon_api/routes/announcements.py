"""`/api/v1/announcements`: what those who run this server say to everybody on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from augenhoehe.domain.notifications.actions import (
    answer_announcement,
    put_announcement_away,
    take_answer_back,
)
from augenhoehe.domain.notifications.announcements import announcement_for, announcements_for
from augenhoehe.foundation import patience
from augenhoehe.interfaces.mastodon_api.callers import holder_of
from augenhoehe.interfaces.mastodon_api.endpoint import endpoint, not_found, whole_id
from augenhoehe.interfaces.mastodon_api.entities.announcement import announcement_entity
from augenhoehe.interfaces.mastodon_api.parameters import parameters_of
from augenhoehe.interfaces.mastodon_api.routes.common import somebody

if TYPE_CHECKING:
    from augenhoehe.domain.notifications.models import Announcement
    from augenhoehe.domain.people.models import Account


def _list(request: HttpRequest) -> list[Any]:
    """What is announced now; `with_dismissed` also what one put away."""
    holder, reader = somebody(request)
    with_read = parameters_of(request).truth("with_dismissed")
    found = announcements_for(holder.account, with_read=with_read)
    return [announcement_entity(reader, one) for one in found]


def _dismiss(request: HttpRequest, announcement_id: str) -> dict[str, Any]:
    account = holder_of(request, "write:accounts").account
    put_announcement_away(_found(account, announcement_id), by=account)
    return {}


def _react(request: HttpRequest, announcement_id: str, name: str) -> dict[str, Any]:
    account = holder_of(request, "write:favourites").account
    announcement = _found(account, announcement_id)
    patience.spend("react", str(account.id))
    answer_announcement(announcement, name, by=account)
    return {}


def _take_back(request: HttpRequest, announcement_id: str, name: str) -> dict[str, Any]:
    account = holder_of(request, "write:favourites").account
    take_answer_back(_found(account, announcement_id), name, by=account)
    return {}


def _found(account: Account, raw: str) -> Announcement:
    number = whole_id(raw)
    found = announcement_for(account, number) if number is not None else None
    if found is None:
        raise not_found()
    return found.row


collection = endpoint(get=_list)
dismiss = endpoint(post=_dismiss)
reaction = endpoint(put=_react, delete=_take_back)
