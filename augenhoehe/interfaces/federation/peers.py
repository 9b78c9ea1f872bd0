"""Other servers, as an administrator sees them: what they are, and how it goes with them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, F, Q
from django.utils.translation import gettext as _

from augenhoehe.domain.people.selectors import count_people_of_servers
from augenhoehe.domain.posts.actions import forget_server
from augenhoehe.foundation import clock
from augenhoehe.foundation.jobs import wakeup
from augenhoehe.foundation.verdicts import Invalid
from augenhoehe.interfaces.federation.hosts import host_of
from augenhoehe.interfaces.federation.inbox.claiming import retry_failed
from augenhoehe.interfaces.federation.models import Delivery, InboxItem, Peer
from augenhoehe.interfaces.federation.outbox.breaker import OPENS_AFTER
from augenhoehe.interfaces.federation.standing import why_silent

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class PeerSeen:
    """One server. `why_not` says why nothing is exchanged with it; "" where it is."""

    peer: Peer
    people: int
    waiting: int
    given_up: int
    why_not: str

    @property
    def host(self) -> str:
        return self.peer.host

    @property
    def is_in_trouble(self) -> bool:
        """Whether it is left alone for a while, since it does not answer."""
        return self.peer.failures >= OPENS_AFTER


@dataclass(frozen=True, slots=True)
class Overview:
    """A page of servers, those in trouble first, and how much there is of everything."""

    rows: list[PeerSeen]
    servers: int
    in_trouble: int
    waiting: int
    page: int
    has_more: bool


def overview(*, words: str = "", page: int = 1) -> Overview:
    """What is known of other servers; `words` are a part of the name."""
    named = Peer.objects.filter(host__contains=words.strip().lower()[:253])
    ordered = named.order_by(F("failures").desc(), "host")
    start = (max(page, 1) - 1) * PER_PAGE
    found = list(ordered[start : start + PER_PAGE + 1])
    return Overview(
        rows=_seen(found[:PER_PAGE]),
        servers=Peer.objects.count(),
        in_trouble=Peer.objects.filter(failures__gte=OPENS_AFTER).count(),
        waiting=Delivery.objects.filter(gave_up_at__isnull=True).count(),
        page=max(page, 1),
        has_more=len(found) > PER_PAGE,
    )


def peer_named(host: str) -> PeerSeen | None:
    """One server by its host."""
    return next(iter(_seen(list(Peer.objects.filter(host=host.strip().lower())))), None)


def _seen(peers: Collection[Peer]) -> list[PeerSeen]:
    hosts = [peer.host for peer in peers]
    counted = Delivery.objects.filter(host__in=hosts).values("host").order_by()
    waiting = counted.annotate(
        waiting=Count("id", filter=Q(gave_up_at=None)),
        given_up=Count("id", filter=Q(gave_up_at__isnull=False)),
    )
    by_host = {row["host"]: (row["waiting"], row["given_up"]) for row in waiting}
    people = count_people_of_servers(hosts)
    silent = why_silent(hosts)
    return [
        PeerSeen(
            peer,
            people.get(peer.host, 0),
            *by_host.get(peer.host, (0, 0)),
            why_not=silent.get(peer.host, ""),
        )
        for peer in peers
    ]


@transaction.atomic
def retry(host: str) -> int:
    """Deliver now whatever waits for a server or was given up; says how much that is.

    What it sent us and we failed to do is taken up again as well.
    """
    peer = Peer.objects.select_for_update().filter(host=host.strip().lower()).first()
    if peer is None:
        raise Invalid(_("This server is not known here."))
    now = clock.now()
    idle = Q(leased_until__isnull=True) | Q(leased_until__lte=now)
    waiting = Delivery.objects.filter(idle, host=peer.host)
    count = waiting.update(due_at=now, gave_up_at=None, attempts=0)
    retry_failed(peer.host)
    peer.failures, peer.closed_until = 0, None
    peer.due_at = now if count else peer.due_at
    peer.save(update_fields=["failures", "closed_until", "due_at"])
    transaction.on_commit(wakeup.ring)
    return count


def forget(host: str) -> int:
    """Let go of everything of a server; says how many posts that were.

    Its people and what hangs on cases or the register keep their places; see `forget_server`.
    """
    host = _checked(host)
    Delivery.objects.filter(host=host).delete()
    InboxItem.objects.filter(host=host).delete()
    forgotten = forget_server(host)
    Peer.objects.filter(host=host, allowed_at=None).delete()
    Peer.objects.filter(host=host).update(due_at=None)
    return forgotten


def allowed() -> list[Peer]:
    """The list of mode "allowlist", the latest known first."""
    return list(Peer.objects.exclude(allowed_at=None).order_by("-id"))


@transaction.atomic
def allow(host: str) -> Peer:
    """Talk with a server in mode "allowlist"; with those below its name too."""
    peer, _is_new = Peer.objects.get_or_create(host=_checked(host))
    if peer.allowed_at is None:
        peer.allowed_at = clock.now()
        peer.save(update_fields=["allowed_at"])
    return peer


def withdraw(host: str) -> None:
    """Take a server off that list."""
    Peer.objects.filter(host=_checked(host)).update(allowed_at=None)


def _checked(host: str) -> str:
    """A host as `Peer` writes it; raises `Invalid` for what is none."""
    host = host.strip().lower().rstrip(".")
    if not host or host_of(f"https://{host}/") != host:
        raise Invalid(_("This is no name of a server."))
    return host
