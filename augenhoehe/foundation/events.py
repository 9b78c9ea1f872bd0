"""Facts, announced in the past tense.

A room emits an event and does not know who hears it. There are two kinds of listeners,
and both stand on one page, `config/listeners.py`:

- *within* the transaction of the fact: timelines, notices, the register. If such a
  listener fails, the fact has not happened.
- *after* it: one job row per listener, written in the same transaction, so that a crash
  between the fact and its consequence loses nothing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar

from django.db import transaction

from augenhoehe.foundation.jobs import enqueue


class Event:
    """Base of all events: frozen dataclasses of ids, strings and numbers.

    `lane`: what is done after events of the same lane is done one after the other.
    """

    lane: ClassVar[str] = ""


# Other servers are asked there, which may never answer: it must not keep all hands busy.
ASKS_ELSEWHERE = "web:ask"


Listener = Callable[[Any], None]


@dataclass(slots=True)
class Switchboard:
    """Who hears which event. Filled once by the wiring."""

    within: dict[type[Event], list[Listener]] = field(default_factory=dict)
    after: dict[str, tuple[type[Event], Listener]] = field(default_factory=dict)

    def after_names(self, event: type[Event]) -> list[str]:
        return [name for name, (kind, _) in self.after.items() if kind is event]


_switchboard = Switchboard()


def wire(
    *,
    within: Mapping[type[Event], Sequence[Listener]],
    after: Mapping[type[Event], Sequence[Listener]],
) -> None:
    """Connect listeners to events. Called by `config` when the applications are ready."""
    _switchboard.within = {event: list(listeners) for event, listeners in within.items()}
    _switchboard.after = {
        f"{event.__name__}->{listener.__module__}.{listener.__name__}": (event, listener)
        for event, listeners in after.items()
        for listener in listeners
    }


def emit(event: Event) -> None:
    """Announce a fact. Must be called inside the transaction that made it one."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("An event is emitted inside the transaction of its fact.")
    for listener in _switchboard.within.get(type(event), ()):
        listener(event)
    for name in _switchboard.after_names(type(event)):
        payload = {"listener": name, "event": asdict(event)}  # type: ignore[call-overload]
        enqueue("event", payload, host=event.lane)


def hear(payload: Mapping[str, Any]) -> None:
    """Run one `after` listener: the job of kind "event"."""
    kind, listener = _switchboard.after[payload["listener"]]
    listener(kind(**payload["event"]))
