"""People who get the head of each day by mail: an address, confirmed, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from django.core import signing
from django.db import transaction

from augenhoehe.domain.moderation.events import HeadsAskedFor
from augenhoehe.domain.moderation.models import RegisterSubscriber
from augenhoehe.domain.people.actions import address_of, keep_contact
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit

_CONFIRM, _LEAVE = "register head: confirm", "register head: leave"
_CONFIRM_SECONDS = 7 * 24 * 60 * 60


@transaction.atomic
def ask_for_heads(address: str, *, language: str = "") -> RegisterSubscriber:
    """Somebody typed an address. Nothing is sent but a link to confirm it."""
    contact = keep_contact(address, language=language)
    subscriber, _new = RegisterSubscriber.objects.get_or_create(
        contact=contact, defaults={"language": language}
    )
    emit(HeadsAskedFor(subscriber_id=subscriber.id))
    return subscriber


@transaction.atomic
def confirm_subscriber(subscriber: RegisterSubscriber) -> None:
    """The address answered: from now on it gets every head."""
    subscriber.confirmed_at = subscriber.confirmed_at or clock.now()
    subscriber.save(update_fields=["confirmed_at"])


@transaction.atomic
def stop_heads(subscriber: RegisterSubscriber) -> None:
    """No more letters, from now on; the subscription is forgotten."""
    subscriber.delete()


def confirm_token(subscriber: RegisterSubscriber) -> str:
    return signing.dumps(subscriber.id, salt=_CONFIRM)


def leave_token(subscriber: RegisterSubscriber) -> str:
    """For the link in every letter; it works as long as the subscription does."""
    return signing.dumps(subscriber.id, salt=_LEAVE)


def subscriber_to_confirm(token: str) -> RegisterSubscriber | None:
    """Whose link this is; None for a forged, old or forgotten one."""
    return _subscriber(token, _CONFIRM, _CONFIRM_SECONDS)


def subscriber_to_leave(token: str) -> RegisterSubscriber | None:
    return _subscriber(token, _LEAVE, None)


def subscriber_with_address(subscriber_id: int) -> tuple[RegisterSubscriber, str] | None:
    """One of them, confirmed or not, to write to; None if the subscription is gone."""
    found = RegisterSubscriber.objects.select_related("contact").filter(id=subscriber_id).first()
    return (found, address_of(found.contact)) if found else None


def subscribers() -> Iterator[tuple[RegisterSubscriber, str]]:
    """Everybody who confirmed, with the address."""
    rows = RegisterSubscriber.objects.filter(confirmed_at__isnull=False)
    for subscriber in rows.select_related("contact").order_by("id"):
        yield subscriber, address_of(subscriber.contact)


def _subscriber(token: str, salt: str, max_age: int | None) -> RegisterSubscriber | None:
    try:
        number = signing.loads(token, salt=salt, max_age=max_age)
    except signing.BadSignature:
        return None
    return RegisterSubscriber.objects.filter(id=number).first()
