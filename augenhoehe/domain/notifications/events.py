"""Facts of the notifications room."""

from dataclasses import dataclass

from augenhoehe.foundation.events import Event


@dataclass(frozen=True, slots=True)
class Noticed(Event):
    """Somebody has a new notice."""

    notification_id: int
    recipient_id: int
