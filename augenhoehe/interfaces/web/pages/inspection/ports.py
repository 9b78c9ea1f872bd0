"""What these pages ask of the wiring, which they do not know. Plugged in by `config/ports.py`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting as it is in force; without secrets."""

    name: str
    value: str
    purpose: str
    is_chosen: bool


_sources: list[Callable[[], Sequence[Setting]]] = []


def plug_settings(source: Callable[[], Sequence[Setting]]) -> None:
    """Let the wiring answer."""
    _sources[:] = [source]


def settings_in_force() -> Sequence[Setting]:
    """Every setting; plugged in whenever the server runs."""
    return _sources[0]()
