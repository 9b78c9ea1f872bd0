"""Work in a thread of its own that hangs up afterwards: PostgreSQL counts who is on the line."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from django.db import connection


async def in_thread(work: Callable[..., Any], *arguments: Any) -> Any:
    """What `work` returns, done beside the loop with a connection of its own."""

    def done() -> Any:
        try:
            return work(*arguments)
        finally:
            connection.close()

    return await asyncio.to_thread(done)
