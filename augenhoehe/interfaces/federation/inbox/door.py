"""The door for what other servers send: POST to the shared inbox or to somebody's own.

On the loop: the form, the signature, the key. In one thread: what the database has to say. What
costs little is asked first, and nobody is answered 202 before what they sent is safe.
"""

from __future__ import annotations

import asyncio
import logging
import re
import time
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import Executor, ThreadPoolExecutor
from functools import partial
from typing import Any, TypeVar

from django.conf import settings
from django.db import Error

from augenhoehe.activitypub.records import Activity
from augenhoehe.activitypub.signatures import (
    Claim,
    SignatureRefused,
    VerifiedSender,
    examine,
    received,
    verify,
)
from augenhoehe.domain.people.selectors import account_by_uri
from augenhoehe.domain.people.uris import local_uri
from augenhoehe.foundation import clock
from augenhoehe.foundation.ids import is_possible
from augenhoehe.interfaces.federation.hosts import host_of
from augenhoehe.interfaces.federation.inbox import dispatch, limits
from augenhoehe.interfaces.federation.inbox.bodies import Gone, answer, body_of
from augenhoehe.interfaces.federation.inbox.keyring import Asks, Keyring
from augenhoehe.interfaces.federation.inbox.postbox import Postbox
from augenhoehe.interfaces.federation.inbox.receive import (
    FORWARDED,
    Refused,
    arrival,
    read_or_refuse,
)
from augenhoehe.interfaces.federation.inbox.threads import fresh
from augenhoehe.interfaces.federation.models import RemoteActor
from augenhoehe.interfaces.federation.resolve import client, followers
from augenhoehe.interfaces.federation.standing import has_leaked, may_talk_to

logger = logging.getLogger(__name__)
T = TypeVar("T")

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]

_OF_SOMEBODY = re.compile(r"/actors/([0-9]{1,19})/inbox", re.ASCII)
_THERE_SECONDS = 60.0
_SLOWER = "Too many requests from this server. Try again later."


class Door:
    """An ASGI application. `arrived` is called on the loop whenever something was kept."""

    def __init__(
        self,
        arrived: Callable[[], None] = lambda: None,
        *,
        ask: Asks = client.ask,
        executor: Executor | None = None,
    ) -> None:
        self._executor = executor or ThreadPoolExecutor(1, thread_name_prefix="door")
        self._keys = Keyring(ask, self._in_thread)
        self._postbox = Postbox(self._in_thread, arrived)
        self._said: dict[tuple[str, str | int], tuple[bool, float]] = {}
        self._inside = 0

    @staticmethod
    def is_for(path: str) -> bool:
        """Whether this is the path of an inbox."""
        return path == "/inbox" or _OF_SOMEBODY.fullmatch(path) is not None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._inside += 1
        try:
            await self._take(scope, receive)
        except Gone:
            return
        except SignatureRefused as refusal:
            limits.of_address.charge(_peer(scope), limits.BAD_COSTS)
            await answer(send, receive, 401, f"The signature was not accepted: {refusal}.")
        except Refused as refusal:
            await answer(send, receive, refusal.status, str(refusal))
        except Error as error:
            logger.error("The inbox cannot be written: %s", error)
            await answer(send, receive, 503, "This cannot be kept at the moment.")
        else:
            await answer(send, receive, 202)
        finally:
            self._inside -= 1

    async def _take(self, scope: Scope, receive: Receive) -> None:
        """All there is to ask, the cheap first; returns when it is kept or of no concern."""
        if settings.FEDERATION == "closed":
            raise Refused(404, "There is no inbox here.")
        if scope["method"] != "POST":
            raise Refused(405, "An inbox takes POST.")
        peer = _peer(scope)
        if self._inside > limits.REQUESTS_AT_THE_DOOR:
            raise Refused(503, "The server is very busy.")
        if not limits.of_address.take(peer):
            raise Refused(429, _SLOWER)
        if await self._recently("paused", "", has_leaked, limits.STANDING_SECONDS):
            raise Refused(503, "This server exchanges nothing for the moment. Try again later.")
        body = await body_of(scope["headers"], receive)
        await self._require_somebody(scope["path"])
        request = received("POST", _target(scope), scope["headers"], body, origin=settings.BASE_URL)
        claim = examine(request, now=clock.now())
        await self._require_welcome(host_of(claim.key_id))
        if not await self._is_of_no_concern(claim):
            await self._keep(await self._verified(claim, peer))

    async def _keep(self, sender: VerifiedSender) -> None:
        host = host_of(sender.actor)
        await self._require_welcome(host)
        if not (limits.of_host.take(host) and limits.of_cpu.has(host)):
            raise Refused(429, _SLOWER)
        arrived = arrival(await self._read(sender.body), sender=sender)
        if arrived.kind == FORWARDED:
            if limits.of_forwards.take(host):
                await self._postbox.put(arrived)
        elif dispatch.is_known(arrived.kind):
            await self._postbox.put(arrived)
            if sender.request.has(followers.HEADER) and followers.is_time_to_compare(sender):
                await self._in_thread(partial(followers.listen, sender))

    async def _verified(self, claim: Claim, peer: str) -> VerifiedSender:
        """The proof; with a newer key where the one we had does not fit (keys are changed)."""
        key = await self._keys.key(claim.key_id, peer=peer)
        try:
            return verify(claim, key)
        except SignatureRefused as refusal:
            if not (refusal.may_help_to_ask_again and self._keys.may_ask_again(claim.key_id)):
                raise
        return verify(claim, await self._keys.key(claim.key_id, peer=peer, anew=True))

    async def _is_of_no_concern(self, claim: Claim) -> bool:
        """A Delete by somebody we never met: thousands of them come, and nobody need be asked."""
        body = claim.request.body
        if b"Delete" not in body or len(body) > limits.READ_ON_THE_LOOP:
            return False
        activity = read_or_refuse(body)
        if activity.kind != "Delete":
            return False
        return not await self._in_thread(partial(_is_known, activity.actor))

    async def _read(self, body: bytes) -> Activity:
        if len(body) <= limits.READ_ON_THE_LOOP:
            return read_or_refuse(body)
        return await self._in_thread(partial(read_or_refuse, body))

    async def _require_somebody(self, path: str) -> None:
        found = _OF_SOMEBODY.fullmatch(path)
        if found is not None:
            number = int(found[1])
            ask = partial(_is_there, number)
            if not await self._recently("there", number, ask, _THERE_SECONDS):
                raise Refused(404, "There is nobody with this inbox.")

    async def _require_welcome(self, host: str) -> None:
        ask = partial(_is_welcome, host)
        if not await self._recently("welcome", host, ask, limits.STANDING_SECONDS):
            raise Refused(403, "This server does not talk with yours.")

    async def _recently(
        self, what: str, whom: str | int, ask: Callable[[], bool], seconds: float
    ) -> bool:
        """What the database said, good for some seconds."""
        said, until = self._said.get((what, whom), (False, 0.0))
        if until > time.monotonic():
            return said
        said = await self._in_thread(ask)
        if len(self._said) >= limits.KEYS_KEPT:
            self._said.clear()
        self._said[what, whom] = said, time.monotonic() + seconds
        return said

    async def _in_thread(self, work: Callable[[], T]) -> T:
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._executor, fresh, work)

    def close(self) -> None:
        """Take nothing more."""
        self._executor.shutdown(wait=False, cancel_futures=True)


def _peer(scope: Scope) -> str:
    return limits.neighbourhood((scope.get("client") or ("",))[0])


def _target(scope: Scope) -> str:
    """Path and query as they stood on the wire."""
    path: bytes = scope.get("raw_path") or scope["path"].encode()
    query: bytes = scope["query_string"]
    return (path + b"?" + query if query else path).decode("latin-1")


def _is_there(number: int) -> bool:
    account = account_by_uri(local_uri(number)) if is_possible(number) else None
    return account is not None and account.left_at is None


def _is_welcome(host: str) -> bool:
    return bool(host) and bool(may_talk_to(host))


def _is_known(uri: str) -> bool:
    return RemoteActor.objects.filter(account__uri=uri).exclude(account__uri="").exists()
