"""A server in this process: our protocol and our ASGI parts in front of small applications."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from uvicorn import Config

from augenhoehe.config.server.protocol import BoundedProtocol
from augenhoehe.config.server.streams import LiveStreams
from augenhoehe.config.server.threaded import ThreadedWSGI
from augenhoehe.config.server.tls import QuietServer
from augenhoehe.foundation import live


@contextlib.contextmanager
def serving(wsgi, folder: Path) -> Iterator[int]:
    """Serve a WSGI application and `/live` on a port of the loopback; ends with the block."""
    pool = ThreadPoolExecutor(2)
    pages, streams = ThreadedWSGI(wsgi, pool, folder), LiveStreams(pool)

    async def application(scope, receive, send):
        await (streams if scope["path"] == "/live" else pages)(scope, receive, send)

    server = QuietServer(
        Config(
            application,
            port=0,
            http=BoundedProtocol,
            ws="none",
            lifespan="off",
            log_config=None,
            timeout_graceful_shutdown=1,
        )
    )

    async def serve():
        live.open_hub(asyncio.get_running_loop())
        await server.serve()

    thread = threading.Thread(target=asyncio.run, args=(serve(),))
    thread.start()
    while not server.started:
        time.sleep(0.01)
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.servers[0].get_loop().call_soon_threadsafe(live.close_hub)
        server.should_exit = True
        thread.join(10)
        pool.shutdown()
