"""Facts of the media room."""

from collections.abc import Sequence
from dataclasses import dataclass

from augenhoehe.foundation.events import Event


@dataclass(frozen=True, slots=True)
class UploadsDropped(Event):
    """Uploads that stand in no post are gone; their files are to follow."""

    folders: Sequence[str]
