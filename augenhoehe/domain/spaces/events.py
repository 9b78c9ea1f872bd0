"""Facts of the spaces room."""

from dataclasses import dataclass

from augenhoehe.foundation.events import Event


@dataclass(frozen=True, slots=True)
class SpaceJoined(Event):
    space_id: int
    account_id: int
    by_id: int | None


@dataclass(frozen=True, slots=True)
class SpaceRequested(Event):
    space_id: int
    account_id: int


@dataclass(frozen=True, slots=True)
class SpaceInvited(Event):
    space_id: int
    account_id: int
    by_id: int


@dataclass(frozen=True, slots=True)
class SpacesLeaked(Event):
    """The self-test came upon something internal where nobody outside should."""

    test_id: int
