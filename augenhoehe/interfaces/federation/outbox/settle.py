"""Writing down what came of deliveries: many at once, in one transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import first_id_at, time_of
from augenhoehe.interfaces.federation.models import Delivery, Peer, RemoteActor
from augenhoehe.interfaces.federation.outbox import breaker
from augenhoehe.interfaces.federation.outbox.claim import give_back, set_due
from augenhoehe.interfaces.federation.outbox.parcels import Carried, Parcel
from augenhoehe.interfaces.federation.outbox.retry import (
    GIVEN_UP_AFTER,
    Answered,
    Meaning,
    is_over,
    meaning_of,
    next_time,
)

# What begins something; where it never arrived, nothing about it is sent after it.
_BEGINNINGS = frozenset({"Create", "Announce", "Like", "Follow", "Block", "Add"})
# How old the note of the last arrival may get while everything arrives.
_ROUGHLY = timedelta(minutes=1)
_COLUMNS = ("last_failed_at", "last_error", "failures", "closed_until", "scheme")


@transaction.atomic
def settle(results: Collection[Carried]) -> None:
    """Note what arrived, what is tried again and what is over, and how it goes with the servers."""
    now = clock.now()
    by_host: Mapping[str, list[Carried]] = _by_host(results)
    unsent = [one.parcel.id for one in results if one.answered is None]
    arrived = [one.parcel.id for one in results if one.answered and _arrived(one.answered)]
    if arrived:
        Delivery.objects.filter(id__in=arrived).delete()
    for one in results:
        if one.answered is not None and not _arrived(one.answered):
            _not_arrived(one.parcel, one.answered, now)
    set_due(by_host)
    quiet = [
        peer.id
        for peer in Peer.objects.select_for_update().filter(host__in=by_host)
        if not _note(peer, by_host[peer.host], now)
    ]
    Peer.objects.filter(_not_lately(now), id__in=quiet).update(last_delivered_at=now)
    if unsent:
        give_back(unsent, {one.host for one in results if one.answered is None})


def _by_host(results: Iterable[Carried]) -> dict[str, list[Carried]]:
    found: dict[str, list[Carried]] = defaultdict(list)
    for one in results:
        found[one.host].append(one)
    return found


def _arrived(answered: Answered) -> bool:
    return meaning_of(answered) is Meaning.ARRIVED


def _not_arrived(parcel: Parcel, answered: Answered, now: datetime) -> None:
    waited = now - time_of(parcel.id)
    if not is_over(answered, attempts=parcel.attempts, waited=waited):
        Delivery.objects.filter(id=parcel.id).update(
            due_at=next_time(parcel.attempts, now, wait=answered.wait),
            leased_until=None,
            last_error=str(answered)[:300],
        )
        return
    _give_up(parcel, answered, now)
    if meaning_of(answered) is Meaning.GONE:
        _forget_inbox(parcel.inbox, parcel.host, now)


def _give_up(parcel: Parcel, answered: Answered, now: datetime) -> None:
    Delivery.objects.filter(id=parcel.id).update(
        gave_up_at=now, leased_until=None, last_error=str(answered)[:300]
    )
    if parcel.kind in _BEGINNINGS:
        Delivery.objects.filter(
            line=parcel.line,
            inbox=parcel.inbox,
            activity_id__gt=parcel.activity_id,
            gave_up_at__isnull=True,
        ).delete()


def _forget_inbox(inbox: str, host: str, now: datetime) -> None:
    """There is no such inbox: whoever it was of is gone, or uses their own from now on."""
    RemoteActor.objects.filter(inbox=inbox, gone_at__isnull=True, host=host).update(gone_at=now)
    RemoteActor.objects.filter(shared_inbox=inbox).exclude(inbox=inbox).update(shared_inbox="")
    Delivery.objects.filter(host=host, inbox=inbox, gave_up_at__isnull=True).delete()


def _note(peer: Peer, results: Iterable[Carried], now: datetime) -> bool:
    """What a server answered, one after the other; False if only what one expects."""
    before = {name: getattr(peer, name) for name in _COLUMNS}
    was_closed = breaker.is_probing(peer)
    tried = [one for one in results if one.answered is not None]
    for one in tried:
        peer.scheme = one.scheme or peer.scheme
        _count(peer, one.answered or Answered(), now)
    # What failed at the same time says the same, once.
    peer.failures = min(peer.failures, max(before["failures"] + 1, breaker.OPENS_AFTER))
    if was_closed and not breaker.is_probing(peer):
        _open_again(peer, now)
    if peer.failures != before["failures"]:
        peer.closed_until = breaker.closed_until(peer.failures, now)
    if breaker.is_closed(peer, now):
        _give_up_old_ones(peer.host, now)
        Peer.objects.filter(id=peer.id, due_at__isnull=False).update(due_at=peer.closed_until)
    changed = [name for name, value in before.items() if getattr(peer, name) != value]
    if changed:
        peer.save(update_fields=[*changed, "last_delivered_at"])
    return bool(changed) or not tried


def _not_lately(now: datetime) -> Q:
    return Q(last_delivered_at__isnull=True) | Q(last_delivered_at__lt=now - _ROUGHLY)


def _count(peer: Peer, answered: Answered, now: datetime) -> None:
    if _arrived(answered):
        peer.failures, peer.last_delivered_at = 0, now
        return
    peer.last_failed_at, peer.last_error = now, str(answered)[:300]
    peer.failures = peer.failures + 1 if breaker.is_failure(answered) else 0


def _open_again(peer: Peer, now: datetime) -> None:
    """The server is back: what waited because of its trouble need not wait any longer."""
    waiting = Delivery.objects.filter(host=peer.host, gave_up_at__isnull=True, due_at__gt=now)
    waiting.filter(leased_until__isnull=True).update(due_at=now)
    Peer.objects.filter(id=peer.id).update(due_at=now)


def _give_up_old_ones(host: str, now: datetime) -> None:
    """What nobody could try for days, since its server does not answer, is over as well."""
    waiting = Delivery.objects.filter(host=host, gave_up_at__isnull=True)
    over = waiting.filter(id__lt=first_id_at(now - GIVEN_UP_AFTER))
    lines = set(over.filter(activity__kind__in=_BEGINNINGS).values_list("line", flat=True))
    if over.update(gave_up_at=now, leased_until=None):
        waiting.filter(line__in=lines).delete()
