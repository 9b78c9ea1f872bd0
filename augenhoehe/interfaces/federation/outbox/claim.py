"""Which deliveries are taken next, and how they are held on to.

Servers stand in a queue (`Peer.due_at`); each gives a few of its deliveries, so that a server
that hangs holds up nobody else. Of a line only the first is taken: what an account says about
one thing arrives in its order. A delivery in hand comes due again by itself if whoever has it
dies.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import connection, transaction
from django.db.models import F, Min, OuterRef, Q, QuerySet, Subquery

from augenhoehe.activitypub.signatures import SigningKey
from augenhoehe.foundation import clock
from augenhoehe.interfaces.federation.keys import signing_keys
from augenhoehe.interfaces.federation.models import Activity, Delivery, Peer
from augenhoehe.interfaces.federation.outbox.breaker import is_closed, is_probing
from augenhoehe.interfaces.federation.outbox.followers import synchronization_header
from augenhoehe.interfaces.federation.outbox.parcels import Parcel
from augenhoehe.interfaces.federation.standing import has_leaked, those_we_talk_to

LEASE = timedelta(seconds=90)
AT_ONCE_PER_HOST = 4
_TAKEN_PER_HOST = 16
_HOSTS = 200
_HOUR = 3600.0
_MOST_TOLD = 50_000
_told: dict[tuple[int, str], float] = {}  # when, by account and host


class _Row(NamedTuple):
    id: int
    activity_id: int
    inbox: str
    line: int
    attempts: int


class _Visit(NamedTuple):
    """What was found at a server, and when to look there again (None: when something is due)."""

    peer: Peer
    rows: list[_Row]
    again_at: datetime | None


class _Said(NamedTuple):
    """An activity, as far as delivering needs it."""

    document: bytes
    account_id: int
    kind: str
    tells_followers: bool


def claim(places: int, *, busy: Collection[str] = ()) -> list[Parcel]:
    """Take up to so many due deliveries, of servers other than the `busy` ones."""
    if places <= 0 or has_leaked() or not _due_peers(clock.now()).exists():
        return []
    now = clock.now()
    with transaction.atomic():
        peers = [peer for peer in _next_peers(now, len(busy)) if peer.host not in busy]
        open_hosts = those_we_talk_to([peer.host for peer in peers])
        cancel(peer.host for peer in peers if peer.host not in open_hosts)
        visits = _visit([peer for peer in peers if peer.host in open_hosts], places, now)
        _lease([row.id for visit in visits for row in visit.rows], now)
        _queue_anew(visits, now)
    return _parcels(visits)


def _due_peers(now: datetime) -> QuerySet[Peer]:
    return Peer.objects.filter(due_at__lte=now)


def _next_peers(now: datetime, busy: int) -> list[Peer]:
    """Those that wait longest; what another process is just looking at is passed by."""
    peers = _due_peers(now).order_by("due_at")
    if connection.features.has_select_for_update_skip_locked:
        peers = peers.select_for_update(skip_locked=True)
    return list(peers[: _HOSTS + busy])


def _visit(peers: Collection[Peer], places: int, now: datetime) -> list[_Visit]:
    """Look at one server after the other, as long as there are places."""
    visits = []
    for peer in peers:
        if places <= 0:
            break
        if is_closed(peer, now):
            visits.append(_Visit(peer, [], peer.closed_until))
            continue
        most = min(_share(peer, places, len(peers)), places)
        rows = _first_in_lines(peer.host, now, most)
        visits.append(_Visit(peer, rows, now if len(rows) == most else None))
        places -= len(rows)
    return visits


def _share(peer: Peer, places: int, peers: int) -> int:
    """How many at once: one where it is not known whether anybody is there, else what is fair."""
    if peer.failures or peer.last_delivered_at is None:
        return 1
    return max(AT_ONCE_PER_HOST, min(_TAKEN_PER_HOST, places // peers))


def _first_in_lines(host: str, now: datetime, most: int) -> list[_Row]:
    """Due deliveries to a server that wait for no other, oldest first."""
    table = connection.ops.quote_name(Delivery._meta.db_table)
    moment = connection.ops.adapt_datetimefield_value(now)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, activity_id, inbox, line, attempts "  # noqa: S608 - only a table's name
            f"FROM {table} mine WHERE host = %s AND due_at <= %s AND gave_up_at IS NULL "
            f"AND NOT EXISTS (SELECT 1 FROM {table} other WHERE other.line = mine.line "
            "AND other.activity_id < mine.activity_id AND other.gave_up_at IS NULL) "
            "ORDER BY due_at, id LIMIT %s",
            [host, moment, most],
        )
        return [_Row(*row) for row in cursor.fetchall()]


def _lease(ids: list[int], now: datetime) -> None:
    Delivery.objects.filter(id__in=ids).update(
        leased_until=now + LEASE, due_at=now + LEASE, attempts=F("attempts") + 1
    )


def _queue_anew(visits: Iterable[_Visit], now: datetime) -> None:
    """Where more is due, at the end of the queue; else when something of the server comes due."""
    by_time: dict[datetime | None, list[str]] = defaultdict(list)
    for visit in visits:
        by_time[visit.again_at].append(visit.peer.host)
    set_due(by_time.pop(None, []), after=now)
    for moment, hosts in by_time.items():
        Peer.objects.filter(host__in=hosts).update(due_at=moment)


def set_due(hosts: Collection[str], *, after: datetime | None = None) -> None:
    """Let servers be looked at when the first of their deliveries is due; `after` a moment."""
    waiting = Delivery.objects.filter(host=OuterRef("host"), gave_up_at__isnull=True)
    if after is not None:
        waiting = waiting.filter(due_at__gt=after)
    first = waiting.order_by().values("host").annotate(first=Min("due_at")).values("first")
    Peer.objects.filter(host__in=hosts).update(due_at=Subquery(first))


def cancel(hosts: Iterable[str]) -> None:
    """Nothing is sent to these servers: what waited for them goes."""
    gone = list(hosts)
    Delivery.objects.filter(host__in=gone).delete()
    Peer.objects.filter(host__in=gone).update(due_at=None)


def _parcels(visits: Collection[_Visit]) -> list[Parcel]:
    said = _words.of({row.activity_id for visit in visits for row in visit.rows})
    keys = signing_keys({one.account_id for one in said.values()})
    return [
        _parcel(visit.peer, row, said[row.activity_id], keys)
        for visit in visits
        for row in visit.rows
    ]


def _parcel(peer: Peer, row: _Row, said: _Said, keys: Mapping[int, SigningKey]) -> Parcel:
    return Parcel(
        id=row.id,
        inbox=row.inbox,
        host=peer.host,
        line=row.line,
        attempts=row.attempts + 1,
        activity_id=row.activity_id,
        kind=said.kind,
        body=said.document,
        key=keys[said.account_id],
        scheme=peer.scheme,
        synchronization=_synchronization(said, peer.host),
        is_probe=is_probing(peer),
    )


def _synchronization(said: _Said, host: str) -> str:
    """Whom we hold for followers there, told with what goes to followers; hourly is enough."""
    now, pair = time.monotonic(), (said.account_id, host)
    if not said.tells_followers or now - _told.get(pair, -_HOUR) < _HOUR:
        return ""
    if len(_told) > _MOST_TOLD:
        _told.clear()
    _told[pair] = now
    return synchronization_header(said.account_id, host)


class _Words:
    """What was said lately: it never changes, and most of it is said to many."""

    _most = 512

    def __init__(self) -> None:
        self._known: dict[int, _Said] = {}

    def of(self, ids: Collection[int]) -> dict[int, _Said]:
        """By activity."""
        unknown = [one for one in ids if one not in self._known]
        if unknown:
            if len(self._known) > self._most:
                self._known.clear()
            columns = ("id", "document", "account_id", "kind", "tells_followers")
            rows = Activity.objects.filter(id__in=ids).values_list(*columns)
            self._known.update({row[0]: _Said(bytes(row[1]), *row[2:]) for row in rows})
        return {one: self._known[one] for one in ids}


_words = _Words()


def give_back(ids: Collection[int], hosts: Collection[str]) -> None:
    """Deliveries that nobody tried are due as before."""
    now = clock.now()
    Delivery.objects.filter(id__in=list(ids)).update(
        leased_until=None, due_at=now, attempts=F("attempts") - 1
    )
    Peer.objects.filter(Q(due_at__isnull=True) | Q(due_at__gt=now), host__in=list(hosts)).update(
        due_at=now
    )


def free_everything(now: datetime) -> None:
    """End all leases: nobody else is at work, so whoever held them is dead."""
    held = Delivery.objects.filter(leased_until__gt=now, gave_up_at__isnull=True)
    hosts = set(held.values_list("host", flat=True))
    held.update(leased_until=None, due_at=now)
    Peer.objects.filter(host__in=hosts).update(due_at=now)
