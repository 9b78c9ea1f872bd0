"""Many streams on one socket: the client says which, and hears of each by its name."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import lru_cache
from typing import Any

import orjson

from augenhoehe.config.server.answers import Receive, Scope, Send
from augenhoehe.config.server.streams import abort_of
from augenhoehe.foundation.live import Message, Subscription
from augenhoehe.interfaces.mastodon_api.streaming.doors import (
    StreamRefused,
    Visitor,
    channels_of,
)
from augenhoehe.interfaces.mastodon_api.streaming.names import Channel, Stream
from augenhoehe.interfaces.mastodon_api.streaming.newsroom import has_room_for, hub

Ask = Callable[..., Awaitable[Any]]

# More streams than any client opens, and more messages than one that is well sends.
_STREAMS_AT_MOST = 100
_MESSAGES_AT_MOST = 300
_MESSAGES_SECONDS = 60.0

_POLICY = 1008
_GOING_AWAY = 1001


class Socket:
    """A connection that hears what its client subscribed to."""

    def __init__(
        self, scope: Scope, receive: Receive, send: Send, ask: Ask, token: str, visitor: Visitor
    ) -> None:
        self.token = token
        self._scope, self._receive, self._send, self._ask = scope, receive, send, ask
        self._visitor = visitor
        self._heard: dict[Stream, list[str]] = {}  # the channels of each stream
        self._subscription: Subscription = hub.subscribe(())
        self._over: StreamRefused | None = None
        self._messages, self._since = 0, 0.0

    def streams(self) -> list[Stream]:
        return list(self._heard)

    def refuse(self, stream: Stream | None, refused: StreamRefused) -> None:
        """A single stream is over, or all of them."""
        if stream is None:
            self._over = refused
            self._subscription.end()
        elif stream in self._heard:
            self._leave(stream)
            self._subscription.tell(Message("", "", _error(refused)))

    async def run(self, stream: Stream | None, channels: Sequence[Channel]) -> None:
        offered = self._scope.get("subprotocols") or [None]
        await self._receive()  # that there is a connection
        await self._send({"type": "websocket.accept", "subprotocol": offered[0]})
        if stream is not None:
            self._hear(stream, channels)
        listening = asyncio.create_task(self._listen())
        try:
            await self._tell()
            await self._part()
        finally:
            self._subscription.end()
            listening.cancel()

    async def _tell(self) -> None:
        """Pass messages on until there are no more."""
        async for message in self._subscription:
            if not message.channel:
                await self._say(message.data)
            for stream, channels in list(self._heard.items()):
                if message.channel in channels:
                    await self._say(_frame(stream, message))

    async def _part(self) -> None:
        if self._subscription.fell_behind:
            abort_of(self._scope)()
            return
        code, why = (_POLICY, str(self._over)) if self._over else (_GOING_AWAY, "")
        await self._send({"type": "websocket.close", "code": code, "reason": why})

    async def _listen(self) -> None:
        """Do what the client asks for, until it has gone."""
        try:
            while (message := await self._receive())["type"] != "websocket.disconnect":
                if self._is_too_much():
                    self.refuse(None, StreamRefused(429, "Too many messages"))
                    return
                try:
                    await self._obey(message.get("text"))
                except StreamRefused as refused:
                    await self._say(_error(refused))
        finally:
            self._subscription.end()

    def _is_too_much(self) -> bool:
        now = asyncio.get_running_loop().time()
        if now - self._since > _MESSAGES_SECONDS:
            self._messages, self._since = 0, now
        self._messages += 1
        return self._messages > _MESSAGES_AT_MOST

    async def _obey(self, text: str | None) -> None:
        kind, stream = _wish(text)
        if kind == "unsubscribe":
            self._leave(stream)
        elif stream not in self._heard:
            if len(self._heard) >= _STREAMS_AT_MOST:
                raise StreamRefused(400, "Too many subscriptions")
            channels = await self._ask(channels_of, self._visitor, stream)
            if not has_room_for(channels):
                raise StreamRefused(429, "Too many subscriptions")
            self._hear(stream, channels)

    def _hear(self, stream: Stream, channels: Sequence[Channel]) -> None:
        self._heard[stream] = [channel.key for channel in channels]
        for key in self._heard[stream]:
            self._subscription.listen(key)

    def _leave(self, stream: Stream) -> None:
        left = self._heard.pop(stream, [])
        still = {key for keys in self._heard.values() for key in keys}
        for key in left:
            if key not in still:
                self._subscription.leave(key)

    async def _say(self, text: str) -> None:
        await self._send({"type": "websocket.send", "text": text})


def _wish(text: str | None) -> tuple[str, Stream]:
    """What a message asks for."""
    try:
        said = orjson.loads(text) if text is not None else None
    except orjson.JSONDecodeError:
        said = None
    if not isinstance(said, dict):
        raise StreamRefused(400, "Error parsing JSON")
    kind, name = said.get("type"), said.get("stream")
    if kind not in ("subscribe", "unsubscribe") or not isinstance(name, str):
        raise StreamRefused(
            400, "Unknown message type" if isinstance(name, str) else "Unknown stream type"
        )
    of = said.get("list" if name == "list" else "tag") if _takes_more(name) else ""
    if isinstance(of, bool) or not isinstance(of, str | int | None):
        raise StreamRefused(400, "Unknown stream type")
    return kind, Stream(name[:40], str("" if of is None else of)[:200])


def _takes_more(name: str) -> bool:
    return name == "list" or name.startswith("hashtag")


@lru_cache(maxsize=64)
def _frame(stream: Stream, message: Message) -> str:
    """A frame; the same for all who hear the same, so it is kept for a moment."""
    said: dict[str, Any] = {"stream": stream.shown, "event": message.event}
    if message.data:
        said["payload"] = message.data
    return orjson.dumps(said).decode()


def _error(refused: StreamRefused) -> str:
    return orjson.dumps({"error": str(refused), "status": refused.status}).decode()
