"""Where notices are pushed to: one place for each app, and for each browser signed in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.notifications.models import PushSubscription
from augenhoehe.domain.people.models import Account
from augenhoehe.foundation.fetch import FetchRefused, check_address
from augenhoehe.foundation.verdicts import Invalid
from augenhoehe.foundation.webpush import BadKeys, Keys

_LONGEST = 2000
_MOST_BROWSERS = 20


@dataclass(frozen=True, slots=True)
class Place:
    """An address of a push service, and the keys of whoever listens there."""

    endpoint: str
    key_p256dh: str
    key_auth: str
    is_standard: bool = True


@dataclass(frozen=True, slots=True)
class Wishes:
    """Which types of notices are pushed, and from whom."""

    alerts: Mapping[str, bool] = field(default_factory=dict)
    wanted_from: str = PushSubscription.From.ALL


@transaction.atomic
def push_to_app(place: Place, wishes: Wishes, *, by: Account, token_id: int) -> PushSubscription:
    """An app wants to be told of notices; what the same token had before is forgotten."""
    checked = _checked(place) | _wished(wishes)
    PushSubscription.objects.filter(token_id=token_id).delete()
    return PushSubscription.objects.create(account=by, token_id=token_id, **checked)


@transaction.atomic
def push_to_browser(place: Place, *, by: Account, session_key: str) -> PushSubscription:
    """A browser that is signed in wants to be told, until it signs out."""
    checked = _checked(place)
    mine = PushSubscription.objects.filter(account=by, token__isnull=True)
    mine.filter(endpoint=place.endpoint).delete()
    for oldest in mine.order_by("-id")[_MOST_BROWSERS - 1 :]:
        oldest.delete()
    return PushSubscription.objects.create(account=by, session_key=session_key, **checked)


@transaction.atomic
def change_push(subscription: PushSubscription, wishes: Wishes, *, by: Account) -> PushSubscription:
    """Other types of notices than before, or from other people."""
    if subscription.account_id == by.id:
        for name, value in _wished(wishes).items():
            setattr(subscription, name, value)
        subscription.save(update_fields=["alerts", "wanted_from"])
    return subscription


@transaction.atomic
def end_push_to_app(*, token_id: int) -> None:
    """An app wants to be told no longer."""
    PushSubscription.objects.filter(token_id=token_id).delete()


@transaction.atomic
def end_push_to_browser(endpoint: str, *, by: Account) -> None:
    """A browser wants to be told no longer."""
    mine = PushSubscription.objects.filter(account=by, token__isnull=True)
    mine.filter(endpoint=endpoint).delete()


@transaction.atomic
def forget_push(subscription: PushSubscription) -> None:
    """There is nobody at that address any longer: the push service, or the end of access says."""
    PushSubscription.objects.filter(id=subscription.id).delete()


def _checked(place: Place) -> dict[str, object]:
    if len(place.endpoint) > _LONGEST:
        raise Invalid(_("Endpoint is too long"), field="endpoint")
    try:
        check_address(place.endpoint, **push_fence())
    except FetchRefused:
        raise Invalid(_("Endpoint is not a valid URL"), field="endpoint") from None
    try:
        keys = Keys.of(place.key_p256dh, place.key_auth)
    except BadKeys:
        raise Invalid(_("Keys are not valid"), field="keys") from None
    return {
        "endpoint": place.endpoint,
        "key_p256dh": keys.p256dh,
        "key_auth": keys.auth,
        "is_standard": place.is_standard,
    }


def _wished(wishes: Wishes) -> dict[str, object]:
    if wishes.wanted_from not in PushSubscription.From.values:
        raise Invalid(_("Policy is not one of all, followed, follower and none"), field="policy")
    return {"alerts": dict(wishes.alerts), "wanted_from": wishes.wanted_from}


def push_fence() -> dict[str, bool]:
    """Where pushes may go: out into the world, unless this is a closed network."""
    return {
        "allow_private": settings.FEDERATION_PRIVATE_ADDRESSES,
        "allow_http": settings.FEDERATION_HTTP,
    }
