"""Writing down what is said to whom, in the transaction of what happened.

One row for the words, one for each inbox, and a mark at each server that something waits.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any

import orjson
from django.conf import settings
from django.db import connection, transaction
from django.db.models import Q

from augenhoehe.activitypub.signatures import SignatureRefused
from augenhoehe.activitypub.signatures.addresses import taken_apart
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import new_id
from augenhoehe.foundation.jobs import wakeup
from augenhoehe.interfaces.federation.addresses import activity_uri
from augenhoehe.interfaces.federation.models import Activity, Delivery, Peer
from augenhoehe.interfaces.federation.standing import those_we_talk_to

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account

_ROWS_AT_ONCE = 1000


def fresh_uri() -> str:
    """An id for something that is about to be said."""
    return activity_uri(new_id())


def send(
    document: Mapping[str, Any],
    *,
    by: Account,
    about: str,
    to_inboxes: Collection[str],
    tells_followers: bool = False,
) -> Activity:
    """Have a document delivered to inboxes, signed `by` one of our accounts.

    `about`: what it is about; what an account says about one thing arrives in the order in which
    it was said. To be called within the transaction of the fact.
    """
    activity = Activity.objects.create(
        uri=document["id"],
        account=by,
        kind=document["type"],
        object=about,
        document=orjson.dumps(document),
        tells_followers=tells_followers,
    )
    send_further(activity, to_inboxes)
    return activity


def send_further(activity: Activity, inboxes: Iterable[str]) -> None:
    """Deliver something to more inboxes; those that are to have it already are left out.

    Hosts with which nothing is exchanged are passed by.
    """
    wanted = iter(_with_hosts(inboxes))
    while chunk := list(islice(wanted, _ROWS_AT_ONCE)):
        _write(activity, chunk)
        _mark({host for _inbox, host in chunk})
    transaction.on_commit(wakeup.ring)


def line_of(host: str, account_id: int, about: str) -> int:
    """The line in which deliveries wait for each other, as a signed number of 64 bits."""
    words = f"{host} {account_id} {about}".encode()
    return int.from_bytes(hashlib.blake2b(words, digest_size=8).digest(), "big", signed=True)


def _with_hosts(inboxes: Iterable[str]) -> list[tuple[str, str]]:
    """Inboxes that may be delivered to, each once, with the host as `Peer` writes it."""
    hosts = {inbox: host_of(inbox) for inbox in inboxes}
    open_hosts = {one for one in those_we_talk_to(set(hosts.values()) - {""}) if _is_real(one)}
    return [(inbox, host) for inbox, host in hosts.items() if host in open_hosts]


def _is_real(host: str) -> bool:
    """The people elsewhere that the demo tells of live nowhere: RFC 2606 keeps their names free."""
    return not (settings.DEMO and host.endswith(".example"))


def host_of(inbox: str) -> str:
    """Whose an inbox is, with the port where it is not the usual one; "" where it is nobody's."""
    try:
        scheme, host, _target = taken_apart(inbox)
    except SignatureRefused:
        return ""
    return host if scheme == "https" or settings.FEDERATION_HTTP else ""


def _write(activity: Activity, chunk: Iterable[tuple[str, str]]) -> None:
    """The rows as they are: making objects of them takes ten times as long."""
    now = connection.ops.adapt_datetimefield_value(clock.now())
    rows = [
        (
            new_id(),
            activity.id,
            inbox,
            host,
            line_of(host, activity.account_id, activity.object),
            now,
            0,
            "",
        )
        for inbox, host in chunk
    ]
    table = connection.ops.quote_name(Delivery._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {table} "  # noqa: S608 - only a table's name
            "(id, activity_id, inbox, host, line, due_at, attempts, last_error) "
            "VALUES (%s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
            rows,
        )


def _mark(hosts: Collection[str]) -> None:
    """Let the deliverer look at these servers; in one order, so that nobody waits for another."""
    now = clock.now()
    known = Peer.objects.filter(host__in=hosts).select_for_update().order_by("host")
    missing = set(hosts) - set(known.values_list("host", flat=True))
    later = Q(due_at__isnull=True) | Q(due_at__gt=now)
    Peer.objects.filter(later, host__in=hosts).update(due_at=now)
    if missing:
        Peer.objects.bulk_create(
            [Peer(host=host, due_at=now) for host in sorted(missing)],
            update_conflicts=True,
            unique_fields=["host"],
            update_fields=["due_at"],
        )
