"""The keys of others, at hand for the door: from memory, from our tables, from their server.

Keys are asked for on the loop, a few at a time and fewer per host, so that servers that answer
slowly hold up nobody but those who name them; what failed is not asked again at once.
"""

from __future__ import annotations

import asyncio
import time
from collections import Counter, OrderedDict
from collections.abc import Awaitable, Callable
from typing import Any

from augenhoehe.activitypub.signatures import PublicKey, SignatureRefused, Why
from augenhoehe.interfaces.federation.asking import Answer, Ask, run_on_loop
from augenhoehe.interfaces.federation.hosts import host_of
from augenhoehe.interfaces.federation.inbox import limits
from augenhoehe.interfaces.federation.inbox.receive import Refused
from augenhoehe.interfaces.federation.resolve.keys import key_of

Asks = Callable[[Ask], Awaitable[Answer]]
_BUSY = "This server asks for too many keys at the moment. Try again later."


class Keyring:
    """`key` finds one; for one key there is one question at a time, however many wait for it."""

    def __init__(self, ask: Asks, in_thread: Callable[[Callable[[], Any]], Awaitable[Any]]) -> None:
        self._ask = ask
        self._in_thread = in_thread
        self._known: OrderedDict[str, tuple[PublicKey | SignatureRefused, float]] = OrderedDict()
        self._looking: dict[tuple[str, bool], asyncio.Task[PublicKey]] = {}
        self._asked_again: dict[str, float] = {}
        self._fetching: Counter[str] = Counter()

    def at_hand(self, key_id: str) -> PublicKey | None:
        """A key that is in memory; raises SignatureRefused where one was just not to be had."""
        found, until = self._known.get(key_id, (None, 0.0))
        if found is None or until < time.monotonic():
            return None
        if isinstance(found, SignatureRefused):
            raise found
        return found

    async def key(self, key_id: str, *, peer: str, anew: bool = False) -> PublicKey:
        """The key of that id. Raises SignatureRefused, or Refused where too many are asked for."""
        if not anew and (known := self.at_hand(key_id)) is not None:
            return known
        task = self._looking.get((key_id, anew))
        if task is None:
            task = asyncio.create_task(self._look(key_id, peer, anew))
            self._looking[key_id, anew] = task
            task.add_done_callback(lambda _: self._looking.pop((key_id, anew), None))
        return await asyncio.shield(task)

    def may_ask_again(self, key_id: str) -> bool:
        """Whether a key that did not fit may be fetched anew: once in some minutes."""
        now = time.monotonic()
        if now - self._asked_again.get(key_id, float("-inf")) < limits.ASK_AGAIN_SECONDS:
            return False
        if len(self._asked_again) >= limits.KEYS_KEPT:
            self._asked_again.clear()
        self._asked_again[key_id] = now
        return True

    async def _look(self, key_id: str, peer: str, anew: bool) -> PublicKey:
        async def ask(wanted: Ask) -> Answer:
            return await self._ask_bounded(wanted, peer)

        try:
            async with asyncio.timeout(limits.FETCH_SECONDS):
                found = await run_on_loop(key_of(key_id, anew=anew), ask, self._in_thread)
        except TimeoutError:
            refusal = SignatureRefused(Why.KEY_UNKNOWN, "its server did not answer in time")
            self._keep(key_id, refusal, limits.FAILURE_KEPT_SECONDS)
            raise refusal from None
        except SignatureRefused as refusal:
            self._keep(key_id, refusal, limits.FAILURE_KEPT_SECONDS)
            raise
        self._keep(key_id, found, limits.KEY_KEPT_SECONDS)
        return found

    async def _ask_bounded(self, wanted: Ask, peer: str) -> Answer:
        host = host_of(wanted.url)
        is_full = self._fetching.total() >= limits.FETCHES_AT_ONCE
        if is_full or self._fetching[host] >= limits.FETCHES_PER_HOST:
            raise Refused(503, _BUSY)
        if not limits.of_keys.take(peer):
            raise Refused(429, _BUSY)
        self._fetching[host] += 1
        try:
            return await self._ask(wanted)
        finally:
            self._fetching[host] -= 1
            if not self._fetching[host]:
                del self._fetching[host]

    def _keep(self, key_id: str, found: PublicKey | SignatureRefused, seconds: float) -> None:
        self._known[key_id] = found, time.monotonic() + seconds
        self._known.move_to_end(key_id)
        while len(self._known) > limits.KEYS_KEPT:
            self._known.popitem(last=False)
