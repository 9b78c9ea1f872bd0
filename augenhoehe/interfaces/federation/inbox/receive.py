"""The gate: an activity with the proof of who sent it is kept, once.

`arrival` reads and judges without the database; `keep` writes many in one transaction, which is
why an answer 202 costs a share of a commit. What a body claims about others is not believed: an
activity of somebody else, passed on (Mastodon forwards answers with a signature inside), is kept
as a mere hint to ask its own server.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from augenhoehe.activitypub.reading import (
    NotReadable,
    id_of,
    load,
    read_activity,
    same_host,
)
from augenhoehe.activitypub.reading.shapes import clean
from augenhoehe.activitypub.records import Activity
from augenhoehe.activitypub.signatures import Scheme, VerifiedSender
from augenhoehe.foundation import clock
from augenhoehe.interfaces.federation.addresses import is_ours
from augenhoehe.interfaces.federation.hosts import as_servers_speak_here, host_of
from augenhoehe.interfaces.federation.inbox import limits
from augenhoehe.interfaces.federation.models import InboxItem, Peer, SeenSignature

FORWARDED = "Forwarded"  # the kind under which a hint is kept
_FORWARDABLE = frozenset({"Create", "Update", "Delete", "Announce"})
_PEER_NOTED_SECONDS = 300.0


class Refused(Exception):
    """This is not taken: an HTTP status and a sentence for whoever runs the other server."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


@dataclass(frozen=True, slots=True)
class Arrival:
    """An activity at the gate: read, judged, proven, not yet kept."""

    activity_id: str
    actor: str
    host: str
    kind: str
    about: str
    body: bytes
    identity: bytes
    counts_until: datetime
    scheme: Scheme = Scheme.CAVAGE


def read_body(body: bytes) -> Activity:
    """The activity in a body; one without an id gets one made of its digest.

    The same body gets the same id again. Raises NotReadable.
    """
    with as_servers_speak_here():
        document = load(body)
        if not id_of(document.get("id") or document.get("@id")):
            actor = id_of(document.get("actor"), fragment=False)
            document.pop("@id", None)
            document["id"] = f"{actor[:400]}#{hashlib.sha256(body).hexdigest()}"
        return read_activity(document)


def receive(body: bytes, *, sender: VerifiedSender) -> Arrival:
    """Keep an activity for the processor. Receiving it twice keeps it once; may raise Refused."""
    arrived = arrival(read_or_refuse(body), sender=sender)
    keep([arrived])
    return arrived


def read_or_refuse(body: bytes) -> Activity:
    """The activity in a body, or Refused with what is missing."""
    try:
        return read_body(body)
    except NotReadable as error:
        raise Refused(400, f"This is no activity that can be read: {error.code}.") from None


def arrival(activity: Activity, *, sender: VerifiedSender) -> Arrival:
    """What is kept of an activity, if this sender may say it."""
    if is_ours(sender.actor) or is_ours(activity.actor):
        raise Refused(403, "Nobody of this server sends to it from elsewhere.")
    if activity.actor != sender.actor:
        return _hint(activity, sender)
    if not sender.is_at_home(activity.id):
        raise Refused(401, "The activity's id is not on its actor's server.")
    return _arrival(activity.id, activity.kind, activity.object, sender)


def _hint(activity: Activity, sender: VerifiedSender) -> Arrival:
    """An activity of somebody else, passed on: whether it is true, its own server knows.

    Kept under an id of the sender's, so that it cannot stand in the way of the real one.
    """
    where = activity.id if activity.kind == "Announce" else activity.object
    is_signed = isinstance(load(sender.body).get("signature"), dict)
    at_home = same_host(where, activity.actor)
    if not (is_signed and activity.kind in _FORWARDABLE and at_home):
        raise Refused(401, "The activity names another actor than its signature.")
    digest = hashlib.sha256(f"{activity.kind} {activity.id}".encode()).hexdigest()
    return _arrival(f"{_home_of(sender.actor)}/#{digest}", FORWARDED, where, sender)


def _arrival(activity_id: str, kind: str, about: str, sender: VerifiedSender) -> Arrival:
    return Arrival(
        activity_id=activity_id,
        actor=sender.actor,
        host=host_of(sender.actor),
        kind=clean(kind)[:30],
        about=about,
        body=sender.body,
        identity=sender.identity,
        counts_until=sender.counts_until,
        scheme=sender.scheme,
    )


def _home_of(actor: str) -> str:
    scheme, _, rest = actor.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}"


@transaction.atomic
def keep(arrivals: Sequence[Arrival]) -> None:
    """Write what arrived in one transaction: each activity once, and no request a second time."""
    fresh = _not_replayed(arrivals)
    SeenSignature.objects.bulk_create(
        [SeenSignature(identity=one.identity, counts_until=one.counts_until) for one in fresh],
        ignore_conflicts=True,
    )
    InboxItem.objects.bulk_create([_row(one) for one in fresh], ignore_conflicts=True)
    _note_peers({one.host for one in fresh})
    _note_scheme({one.host for one in fresh if one.scheme is Scheme.RFC9421})


def _not_replayed(arrivals: Sequence[Arrival]) -> list[Arrival]:
    by_identity = {one.identity: one for one in arrivals}
    seen = SeenSignature.objects.filter(identity__in=list(by_identity))
    for identity in seen.values_list("identity", flat=True):
        del by_identity[bytes(identity)]
    return list(by_identity.values())


def _row(one: Arrival) -> InboxItem:
    return InboxItem(
        activity_id=one.activity_id,
        actor=one.actor,
        host=one.host,
        kind=one.kind,
        about=one.about,
        body=one.body,
    )


_noted: dict[str, float] = {}
_noting = threading.Lock()
_known_by_rfc9421: set[str] = set()


def _note_peers(hosts: set[str]) -> None:
    """When a server last sent us something: to five minutes, so that it costs nothing."""
    now = time.monotonic()
    with _noting:
        if len(_noted) > limits.KEYS_KEPT:
            _noted.clear()
        due = {one for one in hosts if now - _noted.get(one, -1e9) > _PEER_NOTED_SECONDS}
    if not due:
        return
    transaction.on_commit(lambda: _noted.update(dict.fromkeys(due, now)))
    Peer.objects.bulk_create([Peer(host=host) for host in due], ignore_conflicts=True)
    Peer.objects.filter(host__in=due).update(last_received_at=clock.now())


def _note_scheme(hosts: set[str]) -> None:
    """Who signs by RFC 9421 reads it too, so we answer that way from now on."""
    new = hosts - _known_by_rfc9421
    if new:
        peers = Peer.objects.filter(host__in=new, scheme=Peer.Scheme.UNKNOWN)
        peers.update(scheme=Peer.Scheme.RFC9421)
        transaction.on_commit(lambda: _known_by_rfc9421.update(new))
    if len(_known_by_rfc9421) > limits.KEYS_KEPT:
        _known_by_rfc9421.clear()
