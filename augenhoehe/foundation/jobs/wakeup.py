"""A bell between threads: a committed job wakes the worker of this process at once."""

from collections.abc import Callable

_bells: list[Callable[[], None]] = []


def listen(bell: Callable[[], None]) -> None:
    """Let `bell` be called (from any thread) when there is new work."""
    _bells.append(bell)


def stop_listening(bell: Callable[[], None]) -> None:
    """Forget a bell."""
    _bells.remove(bell)


def ring() -> None:
    """There is new work."""
    for bell in list(_bells):
        bell()
