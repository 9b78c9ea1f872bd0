"""Answers of the database that are good as long as nobody has written to it.

Every page asks who somebody is, to which spaces they belong and whom they look away from;
between two pages that nearly always is what it was. SQLite tells for a few microseconds
whether anybody has written since (`PRAGMA data_version` for other connections, the count of
changed rows for one's own), so what was read may be used again exactly until then: nothing
has to be forgotten by hand, and a right that ended is gone with the very write that ended it.

Within a transaction nothing is remembered, since it may be taken back; nor on PostgreSQL.
What is remembered is shared by later requests of a thread: it must not be changed.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast

from django.db import connection

_T = TypeVar("_T")
_AT_MOST = 1000


class _Memory(threading.local):
    """What this thread has read, through which connection, and the state it was read in."""

    def __init__(self) -> None:
        self.connection: object = None
        self.state: tuple[int, int] = (-1, -1)
        self.known: dict[Hashable, Any] = {}


_memory = _Memory()


def remembered(key: Hashable, read: Callable[[], _T]) -> _T:
    """What `read` says, asked again only if the database was written to since.

    `key` names the question and everything the answer depends on besides the database; an
    answer that depends on the time wants a stretch of it in its key.
    """
    state = _state()
    if state is None:
        return read()
    if state != _memory.state or connection.connection is not _memory.connection:
        _memory.known.clear()
        _memory.state, _memory.connection = state, connection.connection
    if key in _memory.known:
        return cast("_T", _memory.known[key])
    found = read()
    # Unless somebody wrote while this was read, which a question within it may have noticed.
    if _memory.state == state:
        if len(_memory.known) >= _AT_MOST:
            _memory.known.clear()
        _memory.known[key] = found
    return found


def _state() -> tuple[int, int] | None:
    """What changes with every write, by anybody; None where that cannot be told."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        return None
    connection.ensure_connection()
    raw: Any = connection.connection
    (version,) = raw.execute("PRAGMA data_version").fetchone()
    return int(version), int(raw.total_changes)
