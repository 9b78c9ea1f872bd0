"""A turn of delivering: the database's part, and whole turns in one thread, without a loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable

from augenhoehe.interfaces.federation.outbox.carrying import Prepared, carry, open_pool
from augenhoehe.interfaces.federation.outbox.claim import claim
from augenhoehe.interfaces.federation.outbox.parcels import (
    Carried,
    Headers,
    Parcel,
    first_headers,
    knock,
)
from augenhoehe.interfaces.federation.outbox.retry import Answered
from augenhoehe.interfaces.federation.outbox.settle import settle

# In hand: enough to keep the loop at work while the database is asked, and no more, so that
# little is lost when the process dies.
AT_ONCE = 128

Post = Callable[[str, bytes, Headers], Answered]


def turn(
    results: list[Carried],
    busy: frozenset[str],
    places: int,
    give_way: Callable[[], object] = lambda: None,
) -> list[Prepared]:
    """The database's part: write down, take more, sign. (RSA lets other threads work.)"""
    give_way()
    if results:
        settle(results)
    prepared: list[Prepared] = []
    for parcel in claim(places, busy=busy):
        give_way()
        prepared.append((parcel, first_headers(parcel)))
    return prepared


def deliver_waiting(*, post: Post | None = None, most: int = 10_000) -> int:
    """Deliver what is due now, in this thread; say how many inboxes were tried.

    `post` stands for the network: address, body and headers to an answer.
    """
    results: list[Carried] = []
    tried = 0
    while tried < most and (prepared := turn(results, frozenset(), AT_ONCE)):
        results = _posted(prepared, post) if post else asyncio.run(_carried(prepared))
        tried += len(results)
    return tried


def _posted(prepared: Iterable[Prepared], post: Post) -> list[Carried]:
    return [_knock_here(parcel, headers, post) for parcel, headers in prepared]


def _knock_here(parcel: Parcel, headers: Headers | None, post: Post) -> Carried:
    knocking = knock(parcel, headers)
    try:
        wanted = next(knocking)
        while True:
            wanted = knocking.send(post(parcel.inbox, parcel.body, wanted))
    except StopIteration as end:
        carried: Carried = end.value
        return carried


async def _carried(prepared: Iterable[Prepared]) -> list[Carried]:
    async with open_pool() as pool:
        return await asyncio.gather(*(carry(pool, *one) for one in prepared))
