"""Live updates inside this process: a hub between threads that publish and streams that listen.

`publish` may be called from any thread and takes effect after the surrounding transaction
has been committed. A listener that does not keep up is dropped; its browser connects anew
and asks for what it has missed. What a separate `augenhoehe worker` publishes does not
reach the streams of another process.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import transaction

# (headers in lower case, wanted channels) -> the channels this visitor may hear.
Doorkeeper = Callable[[Mapping[str, str], Sequence[str]], list[str]]

_WAITING_AT_MOST = 100


class Message(NamedTuple):
    """One thing that was published."""

    channel: str
    event: str
    data: str


class Subscription:
    """What one stream still has to tell; iterating ends when the hub or `end()` says so."""

    def __init__(self, hub: "Hub", channels: Iterable[str]) -> None:
        self.channels = set(channels)
        self.fell_behind = False
        self.ended = asyncio.Event()
        self._hub = hub
        self._queue: asyncio.Queue[Message | None] = asyncio.Queue(_WAITING_AT_MOST)

    def listen(self, channel: str) -> None:
        """Hear one more channel from now on."""
        if not self.ended.is_set():
            self.channels.add(channel)
            self._hub.listeners.setdefault(channel, set()).add(self)

    def leave(self, channel: str) -> None:
        """Hear a channel no longer."""
        self.channels.discard(channel)
        self._hub.forget(self, [channel])

    def tell(self, message: Message) -> None:
        """Queue a message, or end if the reader is too slow."""
        try:
            self._queue.put_nowait(message)
        except asyncio.QueueFull:
            self.fell_behind = True
            self.end()

    def end(self) -> None:
        """Hear nothing more; who waits for the next message is told that there is none."""
        self.ended.set()
        self._hub.forget(self, self.channels)
        if not self._queue.full():
            self._queue.put_nowait(None)

    def __aiter__(self) -> AsyncIterator[Message]:
        return self

    async def __anext__(self) -> Message:
        if self.ended.is_set():
            raise StopAsyncIteration
        message = await self._queue.get()
        if message is None:
            raise StopAsyncIteration
        return message


@dataclass(slots=True)
class Hub:
    """Who listens to what. Everything but `publish` happens on the loop.

    There is one for pages, below, and one for apps (`interfaces/mastodon_api/streaming`).
    """

    loop: asyncio.AbstractEventLoop | None = None
    listeners: dict[str, set[Subscription]] = field(default_factory=dict)

    def subscribe(self, channels: Iterable[str]) -> Subscription:
        subscription = Subscription(self, channels)
        for channel in subscription.channels:
            self.listeners.setdefault(channel, set()).add(subscription)
        return subscription

    def forget(self, subscription: Subscription, channels: Iterable[str]) -> None:
        for channel in channels:
            listeners = self.listeners.get(channel, set())
            listeners.discard(subscription)
            if not listeners:
                self.listeners.pop(channel, None)

    def publish(self, *messages: Message) -> None:
        # Nobody there, as nearly always: the loop need not wake up.
        heard = [message for message in messages if message.channel in self.listeners]
        if self.loop is not None and heard:
            self.loop.call_soon_threadsafe(self._spread, heard)

    def _spread(self, messages: Sequence[Message]) -> None:
        for message in messages:
            for subscription in list(self.listeners.get(message.channel, ())):
                subscription.tell(message)

    def end_all(self) -> None:
        for listeners in list(self.listeners.values()):
            for subscription in list(listeners):
                subscription.end()


_hub = Hub()
_doorkeepers: list[Doorkeeper] = []


def open_hub(loop: asyncio.AbstractEventLoop) -> None:
    """Streams live on this loop. Called by the server when it starts."""
    _hub.loop = loop


def close_hub() -> None:
    """End every stream. Called on the loop when the server stops."""
    _hub.end_all()
    _hub.loop = None


def publish(channel: str, event: str, data: str) -> None:
    """Tell everybody who listens to a channel, once the present transaction is committed."""
    message = Message(channel, event, data)
    transaction.on_commit(lambda: _hub.publish(message))


def subscribe(channels: Iterable[str]) -> Subscription:
    """Listen to channels from now on. On the loop only; call `end()` when done."""
    return _hub.subscribe(channels)


def register_doorkeeper(doorkeeper: Doorkeeper) -> None:
    """Say who decides which channels a visitor may hear. Called by the wiring."""
    _doorkeepers[:] = [doorkeeper]


def may_hear(headers: Mapping[str, str], channels: Sequence[str]) -> list[str]:
    """Those of the wanted channels this visitor may hear; none while nobody decides."""
    return _doorkeepers[0](headers, channels) if _doorkeepers else []


def listening(kind: str) -> list[int]:
    """The numbers of the channels `kind:<number>` that somebody listens to right now."""
    beginning = f"{kind}:"
    return [
        int(channel.removeprefix(beginning))
        for channel in list(_hub.listeners)
        if channel.startswith(beginning)
    ]
