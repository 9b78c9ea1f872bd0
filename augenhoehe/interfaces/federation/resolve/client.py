"""Asking another server for a document: signed, inside the fence, and never too often.

`ask_now` for threads of their own, `ask` for the event loop; both go the same steps. Whether a
host may be asked at all, and with which signature, is looked up before each step, redirects
included; so a server that we do not talk to is not reached by way of another one.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any
from weakref import WeakKeyDictionary

from django.conf import settings
from django.db import close_old_connections

from augenhoehe.activitypub.signatures import Scheme, SignatureRefused, sign
from augenhoehe.foundation import clock
from augenhoehe.foundation.fetch import MAX_REDIRECTS, Fetched, FetchFailed, FetchRefused
from augenhoehe.foundation.fetch_pool import Pool, Redirected, as_sent
from augenhoehe.interfaces.federation.asking import Answer, Ask
from augenhoehe.interfaces.federation.hosts import host_of
from augenhoehe.interfaces.federation.keys import instance_key
from augenhoehe.interfaces.federation.models import Peer
from augenhoehe.interfaces.federation.resolve import restraint
from augenhoehe.interfaces.federation.standing import may_talk_to

LARGEST_BYTES = 1_000_000
SECONDS = 10.0
_AT_ONCE = 50
_SCHEMES = {Peer.Scheme.CAVAGE: Scheme.CAVAGE, Peer.Scheme.RFC9421: Scheme.RFC9421}
_NAMES = {scheme: name for name, scheme in _SCHEMES.items()}

_Step = tuple[str, dict[str, str]]  # an address and the headers to ask it with
_Heard = Fetched | Redirected | FetchRefused | FetchFailed
_Walk = Generator[_Step, _Heard, Answer]


def ask_now(ask: Ask, *, until: float | None = None) -> Answer:
    """Ask from a thread without an event loop. `until` (of `time.monotonic`) ends it earlier."""
    walk, heard = _walk(ask), None
    ends = min(until or float("inf"), time.monotonic() + SECONDS)
    try:
        step = next(walk)
        while True:
            heard = asyncio.run(_alone(step, ends - time.monotonic()))
            step = walk.send(heard)
    except StopIteration as end:
        answer: Answer = end.value
        return answer


async def ask(ask: Ask) -> Answer:
    """Ask beside the event loop; what needs the database is done in a thread."""
    walk, pool = _walk(ask), _pool_here()
    ends = time.monotonic() + SECONDS
    step = await _in_thread(partial(_next, walk, None))
    while not isinstance(step, Answer):
        heard = await _heard(pool, step, ends - time.monotonic())
        step = await _in_thread(partial(_next, walk, heard))
    return step


async def close() -> None:
    """Hang up: the loop is about to end."""
    pool = _pools.pop(asyncio.get_running_loop(), None)
    if pool is not None:
        await pool.close()


def _walk(ask: Ask) -> _Walk:
    """One question with its redirects, and once more where the signature was not understood."""
    answer = yield from _steps(ask, _scheme_of(ask.url))
    if answer.status != 401 or ask.plain:
        return answer
    other = Scheme.CAVAGE if _scheme_of(ask.url) is Scheme.RFC9421 else Scheme.RFC9421
    second = yield from _steps(ask, other)
    if 200 <= second.status < 300:
        _remember(host_of(ask.url), other)
        return second
    return answer


def _steps(ask: Ask, scheme: Scheme) -> _Walk:
    url = ask.url
    try:
        url = as_sent(url)
        for _ in range(MAX_REDIRECTS + 1):
            _require_open(url)
            heard = yield url, _headers(ask, url, scheme)
            if not isinstance(heard, Redirected):
                return _answer(ask, url, heard)
            url = heard.url
    except FetchRefused as refused:
        return Answer(url, trouble=refused.reason)
    except SignatureRefused:
        return Answer(url, trouble="bad_url")
    return Answer(url, trouble="redirects")


def _require_open(url: str) -> None:
    """Whether this host is asked now. FetchRefused: standing, unreachable, quota."""
    host = host_of(url)
    if not host:
        raise FetchRefused("bad_url")
    if not may_talk_to(host):
        raise FetchRefused("standing")
    restraint.require_calm(host)


def _headers(ask: Ask, url: str, scheme: Scheme) -> dict[str, str]:
    if ask.plain:
        return {"Accept": ask.accept}
    signed = sign(scheme, instance_key(), "GET", url, now=clock.now())
    return signed | {"Accept": ask.accept}


def _answer(ask: Ask, url: str, heard: Fetched | FetchRefused | FetchFailed) -> Answer:
    if isinstance(heard, FetchFailed):
        restraint.note_failure(host_of(url), heard.reason)
    if isinstance(heard, FetchFailed | FetchRefused):
        return Answer(url, trouble=heard.reason)
    restraint.note_answer(host_of(url))
    if heard.status == 200 and not is_wanted(heard, ask.accept):
        return Answer(heard.url, trouble="content_type")
    kind = heard.content_type
    return Answer(heard.url, heard.status, heard.body, kind)


def is_wanted(came: Fetched, accept: str) -> bool:
    """Whether an answer is of a kind that was asked for.

    Whoever may upload a file to a server must not be able to speak as an actor of it
    (CVE-2023-42451 and its like): uploads are served as something else.
    """
    for wanted in accept.split(","):
        kind, _, parameters = wanted.strip().partition(";")
        profiles = parameters.split('"')[1:2] if "profile=" in parameters else []
        if kind == came.content_type and set(profiles) <= set(came.profile.split()):
            return True
    return False


def _scheme_of(url: str) -> Scheme:
    """How a host wants to be asked; draft-cavage, which nearly all read, where nobody knows."""
    named = Peer.objects.filter(host=host_of(url)).values_list("scheme", flat=True).first()
    return _SCHEMES.get(Peer.Scheme(named or ""), Scheme.CAVAGE)


def _remember(host: str, scheme: Scheme) -> None:
    Peer.objects.update_or_create(host=host, defaults={"scheme": _NAMES[scheme]})


async def _heard(pool: Pool, step: _Step, seconds: float) -> _Heard:
    url, headers = step
    try:
        return await pool.get(
            url, headers=headers, max_bytes=LARGEST_BYTES, timeout=max(seconds, 0.01)
        )
    except (FetchRefused, FetchFailed) as trouble:
        return trouble


async def _alone(step: _Step, seconds: float) -> _Heard:
    ends = time.monotonic() + max(seconds, 0.01)
    try:
        async with asyncio.timeout(seconds), restraint.turn(host_of(step[0])), _new_pool() as pool:
            return await _heard(pool, step, ends - time.monotonic())
    except TimeoutError:
        return FetchFailed("timeout")


# --- the loop's own ---------------------------------------------------------------------

_pools: WeakKeyDictionary[asyncio.AbstractEventLoop, Pool] = WeakKeyDictionary()
_desk = ThreadPoolExecutor(2, thread_name_prefix="asking")


def _new_pool() -> Pool:
    return Pool(
        allow_private=settings.FEDERATION_PRIVATE_ADDRESSES,
        allow_http=settings.FEDERATION_HTTP,
        at_once=_AT_ONCE,
        per_host=restraint.AT_ONCE_PER_HOST,
    )


def _pool_here() -> Pool:
    loop = asyncio.get_running_loop()
    if loop not in _pools:
        _pools[loop] = _new_pool()
    return _pools[loop]


async def _in_thread(work: partial[Any]) -> Any:
    return await asyncio.get_running_loop().run_in_executor(_desk, _with_database, work)


def _with_database(work: partial[Any]) -> Any:
    close_old_connections()
    return work()


def _next(walk: _Walk, heard: _Heard | None) -> _Step | Answer:
    try:
        return next(walk) if heard is None else walk.send(heard)
    except StopIteration as end:
        answer: Answer = end.value
        return answer
