"""Work for a thread that talks to the database and lives as long as the server."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django.db import close_old_connections, connection

T = TypeVar("T")


def fresh(work: Callable[[], T]) -> T:
    """Do it with a connection that is still good."""
    if not connection.in_atomic_block:  # else it is in use: a test does all in one thread
        close_old_connections()
    return work()


def hang_up() -> None:
    """The last work of such a thread: its connection ends with it."""
    if not connection.in_atomic_block:
        connection.close()
