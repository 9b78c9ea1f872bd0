"""Facts of the people room."""

from dataclasses import dataclass
from typing import ClassVar

from augenhoehe.foundation.events import ASKS_ELSEWHERE, Event


@dataclass(frozen=True, slots=True)
class PersonSignedUp(Event):
    account_id: int


@dataclass(frozen=True, slots=True)
class AccountChanged(Event):
    """Name, text or picture: what others see of an account."""

    account_id: int


@dataclass(frozen=True, slots=True)
class Followed(Event):
    follower_id: int
    followed_id: int


@dataclass(frozen=True, slots=True)
class FollowRequested(Event):
    follower_id: int
    followed_id: int


@dataclass(frozen=True, slots=True)
class Unfollowed(Event):
    follower_id: int
    followed_id: int


@dataclass(frozen=True, slots=True)
class Blocked(Event):
    account_id: int
    blocked_id: int


@dataclass(frozen=True, slots=True)
class VoiceJoined(Event):
    voice_id: int
    person_id: int
    by_id: int | None


@dataclass(frozen=True, slots=True)
class VoiceLeft(Event):
    voice_id: int
    person_id: int
    by_id: int | None


@dataclass(frozen=True, slots=True)
class FieldsNeedProof(Event):
    """Links in a profile want to be checked for rel=me."""

    lane: ClassVar[str] = ASKS_ELSEWHERE
    account_id: int


@dataclass(frozen=True, slots=True)
class AccountRestricted(Event):
    """What interventions take from an account is another than before."""

    account_id: int


@dataclass(frozen=True, slots=True)
class PersonDeactivated(Event):
    account_id: int


@dataclass(frozen=True, slots=True)
class AccountMoved(Event):
    """Somebody lives at another address now; both sides say so."""

    account_id: int
    target_id: int
