"""What the client API asks of federation, which it does not know. See `config/ports.py`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class AllowedServer(Protocol):
    """A server on the list of those we talk with in mode "allowlist"."""

    @property
    def id(self) -> int: ...

    @property
    def host(self) -> str: ...

    @property
    def allowed_at(self) -> datetime | None: ...


@dataclass(frozen=True, slots=True)
class AllowList:
    """Who knows the list. `allow` and `withdraw` take a host; `allow` raises `Invalid`."""

    servers: Callable[[], Sequence[AllowedServer]]
    allow: Callable[[str], AllowedServer]
    withdraw: Callable[[str], None]


_lists: list[AllowList] = []


def plug_allow_list(allow_list: AllowList) -> None:
    """Let federation answer."""
    _lists[:] = [allow_list]


def allow_list() -> AllowList:
    """Who answers; plugged in whenever the server runs."""
    return _lists[0]
