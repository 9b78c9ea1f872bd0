"""`/api/v1/push/subscription`: where an app is told of notices, encrypted for it alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from augenhoehe.domain.notifications.actions import (
    Place,
    Wishes,
    change_push,
    end_push_to_app,
    push_to_app,
)
from augenhoehe.domain.notifications.push import push_of_token
from augenhoehe.foundation.vapid import public_key
from augenhoehe.interfaces.mastodon_api.endpoint import endpoint, invalid, not_found
from augenhoehe.interfaces.mastodon_api.entities.notification import TYPES
from augenhoehe.interfaces.mastodon_api.parameters import Parameters, parameters_of
from augenhoehe.interfaces.mastodon_api.routes.common import somebody

if TYPE_CHECKING:
    from augenhoehe.domain.notifications.models import PushSubscription

_NAMES = tuple(dict.fromkeys([*TYPES.values(), "admin.sign_up"]))


def _subscribe(request: HttpRequest) -> dict[str, Any]:
    """One for each token: a new one takes the place of what was there."""
    holder, _reader = somebody(request, "push")
    sent = parameters_of(request)
    asked = sent.part("subscription")
    keys = asked.part("keys")
    place = Place(
        endpoint=_said(asked, "endpoint"),
        key_p256dh=_said(keys, "p256dh"),
        key_auth=_said(keys, "auth"),
        is_standard=asked.truth("standard"),
    )
    made = push_to_app(place, _wishes(sent), by=holder.account, token_id=holder.token_id)
    return _entity(made)


def _said(part: Parameters, name: str) -> str:
    words = part.text(name).strip()
    if not words:
        raise invalid(f"{name} can't be blank")
    return words


def _wishes(sent: Parameters) -> Wishes:
    data = sent.part("data")
    alerts = data.part("alerts")
    # Some apps send the policy beside the alerts, some above them.
    wanted_from = data.text("policy") or sent.text("policy") or "all"
    return Wishes({name: alerts.truth(name) for name in _NAMES if alerts.has(name)}, wanted_from)


def _show(request: HttpRequest) -> dict[str, Any]:
    holder, _reader = somebody(request, "push")
    return _entity(_mine(holder.token_id))


def _mine(token_id: int) -> PushSubscription:
    found = push_of_token(token_id)
    if found is None:
        raise not_found()
    return found


def _change(request: HttpRequest) -> dict[str, Any]:
    holder, _reader = somebody(request, "push")
    wishes = _wishes(parameters_of(request))
    return _entity(change_push(_mine(holder.token_id), wishes, by=holder.account))


def _end(request: HttpRequest) -> dict[str, Any]:
    holder, _reader = somebody(request, "push")
    end_push_to_app(token_id=holder.token_id)
    return {}


def _entity(subscription: PushSubscription) -> dict[str, Any]:
    return {
        "id": str(subscription.id),
        "endpoint": subscription.endpoint,
        "standard": subscription.is_standard,
        "alerts": {name: bool(subscription.alerts.get(name)) for name in _NAMES},
        "policy": subscription.wanted_from,
        "server_key": public_key(),
    }


subscription = endpoint(get=_show, post=_subscribe, put=_change, delete=_end)
