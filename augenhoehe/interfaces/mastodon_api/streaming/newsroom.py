"""Who listens, and the desk at which news are written.

News are written on a thread of their own, one after the other: whoever publishes does not
wait for it, and an edit never overtakes its post. While nobody listens nothing is done.
What a separate `augenhoehe worker` does is not told here.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Executor
from typing import Any

from django.conf import settings
from django.db import close_old_connections, transaction
from django.utils import translation

from augenhoehe.foundation.live import Hub, Message
from augenhoehe.interfaces.mastodon_api.streaming.names import Channel

log = logging.getLogger("augenhoehe.streaming")

# Further behind than this, what is new is left out: apps ask again when they come back.
_WAITING_AT_MOST = 2000

hub = Hub()

# At every piece of news all that is listened to is looked through: 70 ms for so many.
_CHANNELS_AT_MOST = 20_000

# By kind and which: the accounts that listen.
Present = dict[tuple[str, str], set[int]]


class _Desk:
    """Where news are written: a thread, and how many wait for it."""

    def __init__(self) -> None:
        self.thread: Executor | None = None
        self._waiting = 0
        self._lock = threading.Lock()

    def open(self, thread: Executor) -> None:
        self.thread, self._waiting = thread, 0

    def take_one(self) -> bool:
        """Room for one more piece of news, if there is any."""
        with self._lock:
            if self._waiting >= _WAITING_AT_MOST:
                return False
            self._waiting += 1
            return True

    def put_away_one(self) -> None:
        with self._lock:
            self._waiting -= 1


_desk = _Desk()


def open_desk(loop: asyncio.AbstractEventLoop, thread: Executor) -> None:
    """Streams live on this loop, news are written by that thread. Called by the server."""
    hub.loop = loop
    _desk.open(thread)


def close_desk() -> None:
    """End every stream. Called on the loop when the server stops."""
    hub.end_all()
    hub.loop = None
    _desk.thread = None


def is_anybody_there() -> bool:
    """Whether it is worth a thought at all."""
    return bool(hub.listeners) and _desk.thread is not None


def has_room_for(channels: Iterable[Channel]) -> bool:
    """Whether these may be listened to as well: one's own always, hashtags while there is room."""
    known = hub.listeners
    new = any(one.which and one.key not in known for one in channels)
    return not new or len(known) < _CHANNELS_AT_MOST


def present() -> Present:
    """Who listens to what right now."""
    found: Present = {}
    for key in list(hub.listeners):
        kind, account_id, which = Channel.of_key(key)
        found.setdefault((kind, which), set()).add(account_id)
    return found


def hear_of(write: Callable[..., None], *facts: Any) -> None:
    """Have news written about a fact, once its transaction is committed."""
    if is_anybody_there():
        transaction.on_commit(lambda: _hand_over(write, facts))


def _hand_over(write: Callable[..., None], facts: tuple[Any, ...]) -> None:
    thread = _desk.thread
    if thread is None:
        return
    if not _desk.take_one():
        log.warning("The streams are too far behind: something new was not told.")
        return
    try:
        thread.submit(_write, write, facts)
    except RuntimeError:  # the server is just leaving
        _desk.put_away_one()


def _write(write: Callable[..., None], facts: tuple[Any, ...]) -> None:
    _desk.put_away_one()
    close_old_connections()
    try:
        # Nobody's request decides about the language here.
        with translation.override(settings.SERVER_LANGUAGE or None):
            write(*facts)
    except Exception:
        # The fact stands all the same; apps see it when they ask.
        log.exception("Something new could not be told.")


def tell(channels: Iterable[Channel], event: str, payload: str) -> None:
    """Say the same on several channels."""
    hub.publish(*(Message(channel.key, event, payload) for channel in channels))
