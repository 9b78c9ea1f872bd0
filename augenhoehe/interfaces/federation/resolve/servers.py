"""What other servers are, as they say themselves (NodeInfo)."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F, Q

from augenhoehe.activitypub.reading import NotReadable, load, read_nodeinfo, read_nodeinfo_links
from augenhoehe.foundation import clock
from augenhoehe.interfaces.federation.asking import ACCEPT_JRD, Ask, Course, run_here
from augenhoehe.interfaces.federation.hosts import host_of
from augenhoehe.interfaces.federation.models import Peer
from augenhoehe.interfaces.federation.resolve.client import ask_now
from augenhoehe.interfaces.federation.standing import may_talk_to

_KNOWN_FOR = timedelta(days=7)
_ASKED_AT_ONCE = 60


def learn_what_they_are() -> None:
    """Ask some of the servers we talk with what they are, each once a week. A periodic work."""
    now = clock.now()
    due = Peer.objects.filter(Q(asked_at=None) | Q(asked_at__lt=now - _KNOWN_FOR))
    due = due.exclude(closed_until__gt=now)  # it does not answer at present
    lately = due.exclude(last_delivered_at=None, last_received_at=None)
    for peer in lately.order_by(F("asked_at").asc(nulls_first=True))[:_ASKED_AT_ONCE]:
        if may_talk_to(peer.host):
            run_here(learn(peer), ask_now)


def learn_first(host: str) -> Course[None]:
    """What a server says of itself, asked now if it never was."""
    peer, _is_new = Peer.objects.get_or_create(host=host)
    if peer.asked_at is None:
        yield from learn(peer)


def learn(peer: Peer) -> Course[None]:
    """What a server says of itself by NodeInfo; whatever comes of it, it was asked."""
    Peer.objects.filter(id=peer.id).update(asked_at=clock.now())
    links = yield Ask(f"https://{peer.host}/.well-known/nodeinfo", ACCEPT_JRD, plain=True)
    try:
        address = read_nodeinfo_links(load(links.body)) if links.status == 200 else ""
        if not address or host_of(address) != peer.host:
            return
        document = yield Ask(address, ACCEPT_JRD, plain=True)
        told = read_nodeinfo(load(document.body))
    except NotReadable:
        return
    Peer.objects.filter(id=peer.id).update(software=told.software[:60], version=told.version[:60])
