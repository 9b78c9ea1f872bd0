"""What these pages ask of federation, which they do not know. Plugged in by `config/ports.py`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol


class Server(Protocol):
    """One other server; the template reads more of it (see `federation.peers.PeerSeen`)."""

    @property
    def host(self) -> str: ...

    @property
    def is_in_trouble(self) -> bool: ...


class Servers(Protocol):
    """A page of them, and how much there is of everything."""

    @property
    def rows(self) -> Sequence[Server]: ...

    @property
    def page(self) -> int: ...

    @property
    def has_more(self) -> bool: ...


class Overview(Protocol):
    """Servers whose name contains some words, a page at a time."""

    def __call__(self, *, words: str = "", page: int = 1) -> Servers: ...


@dataclass(frozen=True, slots=True)
class Source:
    """Who knows of other servers, and how to try one again (the number of deliveries)."""

    overview: Overview
    named: Callable[[str], Server | None]
    retry: Callable[[str], int]


_sources: list[Source] = []


def plug_servers(source: Source) -> None:
    """Let federation answer."""
    _sources[:] = [source]


def source() -> Source:
    """Who answers; plugged in whenever the server runs."""
    return _sources[0]
