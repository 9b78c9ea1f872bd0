"""Many streams that nobody speaks on, and some on which something is said."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import websockets.asyncio.client as sockets

from benchmarks._api_calls import Api


@contextmanager
def idle_streams(api: Api, tokens: list[str], many: int) -> Iterator[int]:
    """Keep so many sockets open, each on its own home timeline; yields how many are."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    opening = asyncio.run_coroutine_threadsafe(_open(api, tokens, many), loop)
    streams = opening.result(300)
    try:
        yield len(streams)
    finally:
        asyncio.run_coroutine_threadsafe(_close(streams), loop).result(60)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)


async def _open(api: Api, tokens: list[str], many: int) -> list[sockets.ClientConnection]:
    base = api.base.replace("http", "ws", 1)
    streams: list[sockets.ClientConnection] = []
    for begin in range(0, many, 50):
        opened = await asyncio.gather(
            *(
                _connect(f"{base}/api/v1/streaming?stream=user", tokens[k % len(tokens)])
                for k in range(begin, min(begin + 50, many))
            )
        )
        streams += opened
    return streams


async def _connect(url: str, token: str) -> sockets.ClientConnection:
    stream = sockets.connect(
        url,
        additional_headers={"Authorization": f"Bearer {token}"},
        compression=None,
        ping_interval=None,
        open_timeout=60,
    )
    # What is said on it is thrown away, so that nothing waits for us.
    opened = await stream.__aenter__()
    opened.reader = asyncio.create_task(_swallow(opened))  # type: ignore[attr-defined]
    return opened


async def _swallow(stream: sockets.ClientConnection) -> None:
    async for _message in stream:
        pass


async def _close(streams: list[sockets.ClientConnection]) -> None:
    await asyncio.gather(*(stream.close() for stream in streams), return_exceptions=True)
