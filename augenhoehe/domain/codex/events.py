"""Facts of the codex room."""

from dataclasses import dataclass

from augenhoehe.foundation.events import Event


@dataclass(frozen=True, slots=True)
class CodexPublished(Event):
    """A new version holds from now on."""

    version_id: int


@dataclass(frozen=True, slots=True)
class AgreementProposed(Event):
    """An agreement with the works council waits for its second key."""

    agreement_id: int
    by_id: int


@dataclass(frozen=True, slots=True)
class AgreementEnded(Event):
    """An agreement with the works council holds no more; the other side is told."""

    agreement_id: int
    by_id: int
