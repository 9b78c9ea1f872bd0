"""Request bodies, kept aside until they are complete: small ones in memory, others in a file.

No thread waits for a slow sender, and no body costs more memory than a bite.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO

from augenhoehe.config.server.answers import Receive

IN_MEMORY = 256_000
_AT_MOST = 100_000_000
_SILENCE_SECONDS = 30.0
_IN_ALL_SECONDS = 900.0


class BodyRefused(Exception):
    """The body will not be read; `str()` says why."""

    def __init__(self, status: int, reason: str) -> None:
        super().__init__(reason)
        self.status = status


class Disconnected(Exception):
    """The sender has gone before the body was complete."""


@dataclass(slots=True)
class Body:
    """A complete body, ready to be read from its beginning."""

    file: IO[bytes]
    size: int = 0


_NOTHING = b""


def announced_size(headers: Mapping[str, str]) -> int | None:
    """The size the sender announces: 0 without a body, None when it comes in chunks."""
    if "transfer-encoding" in headers:
        return None
    length = headers.get("content-length", "0")
    return int(length) if length.isdigit() else 0


async def receive_body(receive: Receive, size: int | None, folder: Path) -> Body:
    """Read the whole body; raise `BodyRefused` or `Disconnected` when that cannot be."""
    if size == 0:
        return Body(BytesIO(_NOTHING))
    if size is not None and size > _AT_MOST:
        raise _too_large()
    try:
        async with asyncio.timeout(_IN_ALL_SECONDS):
            return await _spool(receive, folder)
    except TimeoutError:
        raise BodyRefused(408, "The request took too long to arrive.") from None


async def _spool(receive: Receive, folder: Path) -> Body:
    first, more = await _next_bite(receive)
    if not more:
        return Body(BytesIO(first), len(first))
    spool = SpooledTemporaryFile(max_size=IN_MEMORY, dir=str(folder))  # noqa: SIM115
    body = Body(spool)
    try:
        await _keep(body, first)
        while more:
            bite, more = await _next_bite(receive)
            await _keep(body, bite)
        spool.seek(0)
    except BaseException:
        spool.close()
        raise
    return body


async def _next_bite(receive: Receive) -> tuple[bytes, bool]:
    async with asyncio.timeout(_SILENCE_SECONDS):
        message = await receive()
    if message["type"] == "http.disconnect":
        raise Disconnected
    return message.get("body", b""), message.get("more_body", False)


async def _keep(body: Body, bite: bytes) -> None:
    body.size += len(bite)
    if body.size > _AT_MOST:
        raise _too_large()
    if body.size <= IN_MEMORY:
        body.file.write(bite)
        return
    try:
        # A slow disk must not hold up everybody else.
        await asyncio.to_thread(body.file.write, bite)
    except OSError:
        raise BodyRefused(503, "The server cannot keep this upload at the moment.") from None


def _too_large() -> BodyRefused:
    return BodyRefused(413, f"The request is too large; at most {_AT_MOST // 1_000_000} MB.")
