"""Facts of the codex room."""

from dataclasses import dataclass

from augenhoehe.foundation.events import Event


@dataclass(frozen=True, slots=True)
class CodexPublished(Event):
    """A new version holds from now on."""

    version_id: int
