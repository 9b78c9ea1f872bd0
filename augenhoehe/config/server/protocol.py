"""How connections are read: uvicorn's protocol with bounds for what a stranger may send."""

from __future__ import annotations

import asyncio
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

# More than any browser sends before the body, and longer than any honest line needs for it.
_HEAD_BYTES = 64_000
_HEAD_SECONDS = 20.0

# What clients say on a socket is a few short messages. Every ping is answered, whether the
# answer is read or not, so who sends without end would fill our memory.
_SOCKET_BYTES = 262_144
_SOCKET_SECONDS = 60.0

_NO_TEXT = 1007

# An extension of the ASGI scope: a function that cuts the connection without flushing.
ABORT = "augenhoehe.abort"

# The one address at which a connection may become a socket.
SOCKET = b"/api/v1/streaming"


class BoundedProtocol(HttpToolsProtocol):
    """Refuses endless or never-ending heads, and lets a stream cut its connection."""

    _awaits_head = True
    _had_head = False  # among the bytes that came last
    _head_bytes = 0
    _head_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._start_timer()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_timer()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        if self._awaits_head and self._head_timer is None:
            self._start_timer()
        self._had_head = not self._awaits_head
        super().data_received(data)
        # Counted here since the parser itself keeps a header until it is complete.
        self._head_bytes = 0 if self._had_head else self._head_bytes + len(data)
        if self._head_bytes > _HEAD_BYTES and not self.transport.is_closing():
            self.send_400_response("The request's headers are too large.")

    def on_message_begin(self) -> None:
        super().on_message_begin()
        extensions: dict[str, Any] = {ABORT: self.transport.abort}
        self.scope["extensions"] = extensions

    def on_headers_complete(self) -> None:
        self._awaits_head = False
        self._had_head = True
        self._stop_timer()
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        self._awaits_head = True
        super().on_message_complete()

    def _start_timer(self) -> None:
        self._head_timer = self.loop.call_later(_HEAD_SECONDS, self.transport.abort)

    def _stop_timer(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _should_upgrade(self) -> bool:
        """Elsewhere a wish for a socket is answered like any request."""
        is_there = self.url.partition(b"?")[0].rstrip(b"/") == SOCKET
        return is_there and super()._should_upgrade()

    def _unsupported_upgrade_warning(self) -> None:
        """An upgrade we do not offer is answered like any request; nobody need know."""


class BoundedSockets(WebSocketsSansIOProtocol):
    """uvicorn's protocol for sockets, with a bound; a stream can cut its connection."""

    _bytes = 0
    _since = 0.0

    def data_received(self, data: bytes) -> None:
        now = self.loop.time()
        if now - self._since > _SOCKET_SECONDS:
            self._bytes, self._since = 0, now
        self._bytes += len(data)
        if self._bytes > _SOCKET_BYTES:
            self.transport.abort()
            return
        super().data_received(data)

    def send_receive_event_to_app(self) -> None:
        """What is no text ends the connection, and is no news to the operator."""
        if self.curr_msg_data_type == "text" and not _is_text(b"".join(self.frames)):
            self.frames = []
            self.conn.send_close(_NO_TEXT)
            self.handle_parser_exception()
            return
        super().send_receive_event_to_app()

    def handle_connect(self, event: Any) -> None:
        super().handle_connect(event)
        if not self.handshake_complete:  # the application has not begun yet
            extensions: dict[str, Any] = self.scope["extensions"]
            extensions[ABORT] = self.transport.abort


def _is_text(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
