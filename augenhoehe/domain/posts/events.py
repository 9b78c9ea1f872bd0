"""Facts of the posts room."""

from dataclasses import dataclass, field
from typing import ClassVar

from augenhoehe.foundation.events import ASKS_ELSEWHERE, Event


@dataclass(frozen=True, slots=True)
class PostPublished(Event):
    post_id: int


@dataclass(frozen=True, slots=True)
class PostEdited(Event):
    post_id: int


@dataclass(frozen=True, slots=True)
class PostDeleted(Event):
    post_id: int
    folders: list[str]
    addressed: list[int] = field(default_factory=list)  # whom it was said to


@dataclass(frozen=True, slots=True)
class PostRemoved(Event):
    """By an intervention; its words are in quarantine."""

    post_id: int


@dataclass(frozen=True, slots=True)
class PostRestored(Event):
    """A removed post is back, as it was."""

    post_id: int


@dataclass(frozen=True, slots=True)
class QuarantineEnded(Event):
    """The term to appeal is over: the words of a removed post were destroyed. Its place stays."""

    post_id: int
    folders: list[str]


@dataclass(frozen=True, slots=True)
class PostRestricted(Event):
    """Something lighter than a removal is in force, or is not any longer."""

    post_id: int


@dataclass(frozen=True, slots=True)
class PostBoosted(Event):
    boost_id: int
    post_id: int
    account_id: int


@dataclass(frozen=True, slots=True)
class BoostTakenBack(Event):
    """A post is not passed on any longer; there was nothing in it but that."""

    boost_id: int
    post_id: int
    account_id: int


@dataclass(frozen=True, slots=True)
class PostLiked(Event):
    post_id: int
    account_id: int


@dataclass(frozen=True, slots=True)
class PostUnliked(Event):
    post_id: int
    account_id: int


@dataclass(frozen=True, slots=True)
class PollVoted(Event):
    """Somebody chose answers of a poll, by their places."""

    post_id: int
    account_id: int
    choices: list[int]


@dataclass(frozen=True, slots=True)
class PostPinned(Event):
    post_id: int


@dataclass(frozen=True, slots=True)
class PostUnpinned(Event):
    post_id: int


@dataclass(frozen=True, slots=True)
class QuoteRevoked(Event):
    """Who was quoted does not want to be shown in this post any longer."""

    post_id: int


@dataclass(frozen=True, slots=True)
class QuoteAsked(Event):
    """One of our posts quotes one of another server, whose author is to agree."""

    post_id: int


@dataclass(frozen=True, slots=True)
class QuoteAgreed(Event):
    """Who is quoted on another server agreed to be shown in this post of ours."""

    post_id: int


@dataclass(frozen=True, slots=True)
class LinkShared(Event):
    """An open post leads somewhere else: its card is to be made."""

    lane: ClassVar[str] = ASKS_ELSEWHERE
    post_id: int


@dataclass(frozen=True, slots=True)
class HomeUnfinished(Event):
    """A post has more followers than one transaction should serve; the rest follows."""

    post_id: int


@dataclass(frozen=True, slots=True)
class FiltersChanged(Event):
    """Somebody changed what they do not want to read: their programs ask anew."""

    account_id: int


@dataclass(frozen=True, slots=True)
class ConversationChanged(Event):
    """There is something new in a conversation among a few, as one of them sees it."""

    conversation_id: int
    account_id: int


@dataclass(frozen=True, slots=True)
class PollEnded(Event):
    """Nobody can choose any longer; what was chosen can be read."""

    post_id: int


@dataclass(frozen=True, slots=True)
class LuggageWaits(Event):
    """Something brought along from another server is not taken in to its end."""

    lane: ClassVar[str] = ASKS_ELSEWHERE
    luggage_id: int


@dataclass(frozen=True, slots=True)
class LookAsked(Event):
    """A colleague is asked to look at a draft."""

    look_id: int


@dataclass(frozen=True, slots=True)
class LookCommented(Event):
    """One of the two said something about the draft."""

    look_id: int
    by_id: int


@dataclass(frozen=True, slots=True)
class LookDeclined(Event):
    """The colleague cannot look; what was to be looked at is gone for them."""

    by_id: int
    colleague_id: int


@dataclass(frozen=True, slots=True)
class PostHandedIn(Event):
    """Something waits for another person of a voice that looks at its posts before."""

    row_id: int


@dataclass(frozen=True, slots=True)
class PostReleased(Event):
    """Another person of the voice said yes."""

    post_id: int
    writer_id: int


@dataclass(frozen=True, slots=True)
class PostGivenBack(Event):
    """Another person of the voice gave it back, with a comment."""

    row_id: int


@dataclass(frozen=True, slots=True)
class PostTurned(Event):
    """Dissent has overtaken approval below a post of a voice or of somebody with a hat."""

    post_id: int
    turn_id: int
