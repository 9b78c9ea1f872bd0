"""Facts of the people room."""

from collections.abc import Sequence
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
class FollowedAgain(Event):
    """Somebody elsewhere says once more that they follow: they did not hear that they do."""

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
    by_follower: bool = True  # else the other one ended it


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
class PersonErased(Event):
    """Somebody had everything about themselves erased: name and access are gone already.

    `folders`, below the media folder, held the pictures of the profile.
    """

    account_id: int
    folders: Sequence[str]


@dataclass(frozen=True, slots=True)
class AccountMoved(Event):
    """Somebody lives at another address now; both sides say so."""

    account_id: int
    target_id: int


@dataclass(frozen=True, slots=True)
class FollowWentAlong(Event):
    """Somebody followed who lives elsewhere now, and follows there from now on."""

    follower_id: int
    from_id: int
    to_id: int


@dataclass(frozen=True, slots=True)
class AccountGone(Event):
    """Somebody elsewhere is gone for good: their own server said so."""

    account_id: int


@dataclass(frozen=True, slots=True)
class FollowWithdrawn(Event):
    """Somebody took a wish to follow back before it was answered."""

    follower_id: int
    followed_id: int


@dataclass(frozen=True, slots=True)
class FollowRejected(Event):
    """Somebody declined a wish to follow, or ended that they are followed.

    `uri` is the id under which the follower's server knows the follow, where it is elsewhere.
    """

    follower_id: int
    followed_id: int
    uri: str = ""


@dataclass(frozen=True, slots=True)
class Unblocked(Event):
    account_id: int
    blocked_id: int


@dataclass(frozen=True, slots=True)
class HatGranted(Event):
    """Somebody speaks for something from now on: publicly, and confirmed."""

    hat_id: int
    account_id: int


@dataclass(frozen=True, slots=True)
class HatEnded(Event):
    """Somebody no longer speaks for something; old posts keep the hat they were made with."""

    hat_id: int
    account_id: int


@dataclass(frozen=True, slots=True)
class LinkNeedsProof(Event):
    """An account elsewhere, named beside a hat, wants to be looked at."""

    lane: ClassVar[str] = ASKS_ELSEWHERE
    linked_id: int


@dataclass(frozen=True, slots=True)
class HatListDue(Event):
    """The signed list of an organisation elsewhere wants to be looked at again."""

    lane: ClassVar[str] = ASKS_ELSEWHERE
    domain: str
