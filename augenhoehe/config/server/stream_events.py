"""One stream as server-sent events."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from augenhoehe.config.server.answers import Receive, Scope, Send
from augenhoehe.config.server.streams import as_event, end_on_disconnect, say, with_silences
from augenhoehe.foundation.live import Message, Subscription
from augenhoehe.interfaces.mastodon_api.streaming.doors import StreamRefused, Visitor
from augenhoehe.interfaces.mastodon_api.streaming.names import Channel, Stream
from augenhoehe.interfaces.mastodon_api.streaming.newsroom import hub

_HEADERS = [
    (b"content-type", b"text/event-stream"),
    (b"cache-control", b"private, no-store"),
    (b"x-accel-buffering", b"no"),
    (b"access-control-allow-origin", b"*"),
    (b"x-content-type-options", b"nosniff"),
]


class EventStream:
    """A connection that hears one stream until one side has enough."""

    def __init__(
        self, scope: Scope, receive: Receive, send: Send, ask: Any, token: str, visitor: Visitor
    ) -> None:
        self.token = token
        self._scope, self._receive, self._send = scope, receive, send
        self._stream: Stream | None = None
        self._subscription: Subscription | None = None

    def streams(self) -> list[Stream]:
        return [self._stream] if self._stream else []

    def refuse(self, stream: Stream | None, refused: StreamRefused) -> None:
        """There is no word for it in an event stream: it ends, and who asks anew is told why."""
        if self._subscription is not None:
            self._subscription.end()

    async def run(self, stream: Stream | None, channels: Sequence[Channel]) -> None:
        self._stream = stream
        self._subscription = hub.subscribe(channel.key for channel in channels)
        watch = asyncio.create_task(
            end_on_disconnect(self._subscription, self._receive, self._scope)
        )
        try:
            await self._send({"type": "http.response.start", "status": 200, "headers": _HEADERS})
            if self._scope["method"] == "HEAD":  # whoever only asks whether it is there
                await self._send({"type": "http.response.body", "body": b"", "more_body": False})
                return
            await say(self._send, b":)\n\n")
            async for message in with_silences(self._subscription):
                await say(self._send, _written(message) if message else b":thump\n\n")
            await self._send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            self._subscription.end()
            watch.cancel()


def _written(message: Message) -> bytes:
    # What comes without a payload has one here all the same, as clients know it.
    return as_event(message if message.data else message._replace(data="undefined"))
