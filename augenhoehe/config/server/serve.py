"""One process: pages, live streams and background work on one event loop (architecture.md 2)."""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import gc
import logging
import os
import resource
import signal
import socket
import ssl
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol

import uvloop
from django.conf import settings
from django.db import connection
from uvicorn import Config

from augenhoehe.config.server import health
from augenhoehe.config.server.asgi import build_asgi
from augenhoehe.config.server.pool import WarmPool
from augenhoehe.config.server.preparing import prepare
from augenhoehe.config.server.protocol import BoundedProtocol, BoundedSockets
from augenhoehe.config.server.tls import (
    BadCertificate,
    Certificate,
    QuietServer,
    renew_on_hangup,
)
from augenhoehe.foundation import live
from augenhoehe.foundation.jobs.worker import Worker
from augenhoehe.interfaces.federation.inbox.door import Door
from augenhoehe.interfaces.federation.inbox.process import Processor
from augenhoehe.interfaces.federation.outbox.deliver import Deliverer
from augenhoehe.interfaces.federation.resolve import client
from augenhoehe.interfaces.mastodon_api.streaming import newsroom

logger = logging.getLogger("augenhoehe")

_GRACE_SECONDS = 3
_HELD_UP_SECONDS = 0.006
_KEEP_ALIVE_SECONDS = 30
_BACKLOG = 1024
_PING_SECONDS = 30.0
# What clients say on a socket is short; what they hear is not bounded by it.
_SOCKET_BYTES = 16_384
_OPEN_FILES = 16_384
_M_ARENA_MAX = -8
_THREADS = ("page", "job", "desk", "news", "door", "inbox", "asking", "post")


class CannotServe(Exception):
    """The server cannot start; `str()` is one sentence that says why."""


def serve(
    host: str, port: int, *, with_worker: bool = True, tls: Certificate | None = None
) -> None:
    """Serve until SIGTERM or SIGINT; raises `CannotServe` when that is impossible."""
    context = _context(tls) if tls else None
    door = _open_door(host, port)
    _be_frugal()
    occupancy = prepare(say=logger.info)
    if not with_worker:
        health.worker_runs_elsewhere()
    uvloop.run(_serve(door, _background() if with_worker else [], tls, context))
    occupancy.leave()


def work() -> None:
    """Do background work only, until SIGTERM or SIGINT."""
    _be_frugal()
    occupancy = prepare(say=logger.info)
    uvloop.run(_work(_background()))
    occupancy.leave()


class Background(Protocol):
    """Work beside the server, on its loop: `run()` until `stop()`."""

    async def run(self) -> None: ...

    async def stop(self, within: float) -> None: ...


def _background() -> list[Background]:
    """Jobs, and what goes to and comes from other servers.

    The worker counts as alive already, before anybody can ask.
    """
    worker = Worker()
    worker.beat()
    connection.close()
    return [worker, Processor(), Deliverer()]


def _be_frugal() -> None:
    """Room for many connections, and few arenas of memory for few threads."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _OPEN_FILES if most == resource.RLIM_INFINITY else min(_OPEN_FILES, most)
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))
    with contextlib.suppress(OSError, AttributeError):  # only glibc knows it
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 2)


def _context(tls: Certificate) -> ssl.SSLContext:
    try:
        return tls.context()
    except BadCertificate as reason:
        raise CannotServe(str(reason)) from None


def _open_door(host: str, port: int) -> socket.socket:
    """Take the port before anything else, so that two servers never prepare one database."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    door = socket.socket(family, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((host, port))
    except OSError as error:
        door.close()
        raise _cannot_listen(host, port, error) from None
    return door


def _cannot_listen(host: str, port: int, error: OSError) -> CannotServe:
    reason = os.strerror(error.errno) if error.errno and error.errno > 0 else str(error)
    return CannotServe(
        f"Cannot listen on {host}:{port}: {reason}. Is another server running there? "
        "Choose another with --port."
    )


async def _serve(
    door: socket.socket,
    background: Sequence[Background],
    tls: Certificate | None,
    context: ssl.SSLContext | None,
) -> None:
    from augenhoehe.config.server.wsgi import application  # looks up what has just been collected

    loop = asyncio.get_running_loop()
    loop.set_default_executor(ThreadPoolExecutor(2, thread_name_prefix="disk"))
    # A database elsewhere is waited for; one in this process is part of the work.
    patience = _HELD_UP_SECONDS if connection.vendor == "sqlite" else 0.0
    pages = WarmPool(settings.THREADS, "page", patience=patience)
    for one in background:
        if isinstance(one, Deliverer):
            one.give_way_to(lambda: pages.is_at_work)
    inbox = Door(_bell_of(background))
    server = _server(build_asgi(application, pages, inbox), context)
    news = ThreadPoolExecutor(1, thread_name_prefix="news")
    live.open_hub(loop)
    newsroom.open_desk(loop, news)
    if tls and context:
        renew_on_hangup(tls, context)
    _listen(door, "https" if context else "http")
    parts = [asyncio.create_task(server.serve(sockets=[door]))]
    parts += [asyncio.create_task(one.run()) for one in background]
    await _until_told_to_stop(parts)
    server.should_exit = True
    live.close_hub()
    newsroom.close_desk()
    await _finish(parts, background)
    inbox.close()
    for pool in (pages, news):
        pool.shutdown(wait=False, cancel_futures=True)
    await _leave_stuck_threads()


def _bell_of(background: Sequence[Background]) -> Callable[[], None]:
    """How to tell the processor that something came; another process looks by itself."""
    bells = [one.ring for one in background if isinstance(one, Processor)]
    return bells[0] if bells else lambda: None


async def _work(background: Sequence[Background]) -> None:
    parts = [asyncio.create_task(one.run()) for one in background]
    await _until_told_to_stop(parts)
    await _finish(parts, background)
    await _leave_stuck_threads()


async def _until_told_to_stop(parts: list[asyncio.Task[None]]) -> None:
    """Wait for the signal; a part that ends by itself is a fault and ends everything."""
    told_to_stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(name, told_to_stop.set)
    # What exists now stays; the collector need not look at it again.
    gc.collect()
    gc.freeze()
    telling = asyncio.create_task(told_to_stop.wait())
    await asyncio.wait({telling, *parts}, return_when=asyncio.FIRST_COMPLETED)
    telling.cancel()


async def _finish(parts: list[asyncio.Task[None]], background: Sequence[Background]) -> None:
    """Let requests and jobs come to their end, but not for ever."""
    stopping = [asyncio.create_task(one.stop(_GRACE_SECONDS)) for one in background]
    _, unfinished = await asyncio.wait({*parts, *stopping}, timeout=_GRACE_SECONDS + 1)
    for task in unfinished:
        task.cancel()
    for part in parts:
        if part.done() and not part.cancelled() and part.exception():
            logger.error("A part of the server failed.", exc_info=part.exception())


async def _leave_stuck_threads() -> None:
    """End at once if a thread is stuck; Python itself would wait for it.

    Nothing is lost: what was answered is written, and its job will be taken up again.
    """
    await client.close()
    await asyncio.sleep(0.1)
    stuck = [t.name for t in threading.enumerate() if t.name.startswith(_THREADS)]
    if stuck:
        logger.warning("Stopped while still at work: %s", ", ".join(stuck))
        logging.shutdown()
        os._exit(0)


def _server(application: object, context: ssl.SSLContext | None) -> QuietServer:
    # What strangers get wrong is answered, and no news to the operator.
    logging.getLogger("uvicorn.error").setLevel(logging.ERROR)
    return QuietServer(
        Config(
            application,  # type: ignore[arg-type]
            ssl_context_factory=(lambda *_: context) if context else None,
            http=BoundedProtocol,
            ws=BoundedSockets,
            ws_max_size=_SOCKET_BYTES,
            ws_per_message_deflate=False,
            ws_ping_interval=_PING_SECONDS,
            ws_ping_timeout=_PING_SECONDS,
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=bool(settings.TRUSTED_PROXIES),
            forwarded_allow_ips=list(settings.TRUSTED_PROXIES),
            timeout_keep_alive=_KEEP_ALIVE_SECONDS,
            timeout_graceful_shutdown=_GRACE_SECONDS,
            backlog=_BACKLOG,
        )
    )


def _listen(door: socket.socket, scheme: str) -> None:
    host, port = door.getsockname()[:2]
    try:
        door.listen(_BACKLOG)
    except OSError as error:
        raise _cannot_listen(host, port, error) from None
    shown = f"[{host}]" if ":" in host else host
    logger.info("Augenhöhe is ready at %s://%s:%d (process %d)", scheme, shown, port, os.getpid())
