"""Facts of the criticism room."""

from dataclasses import dataclass

from augenhoehe.foundation.events import Event


@dataclass(frozen=True, slots=True)
class CaseOpened(Event):
    case_id: int


@dataclass(frozen=True, slots=True)
class CaseMoved(Event):
    """A case took a step; `kind` is the kind of its event, `by_id` None for the system."""

    case_id: int
    kind: str
    by_id: int | None
