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


@dataclass(frozen=True, slots=True)
class CaseHandedOver(Event):
    """Somebody asked a colleague to look after a case."""

    case_id: int
    to_id: int
    by_id: int


@dataclass(frozen=True, slots=True)
class CaseOverdue(Event):
    """A case has waited longer than the desk promised itself; once for every wait."""

    case_id: int


@dataclass(frozen=True, slots=True)
class AnsweringChanged(Event):
    """Somebody began, or stopped, to write an answer."""

    case_id: int


@dataclass(frozen=True, slots=True)
class CaseOffered(Event):
    """A post could be a case; its author is asked."""

    offer_id: int


@dataclass(frozen=True, slots=True)
class OfferDecided(Event):
    """The author of a post said whether it is criticism."""

    post_id: int


@dataclass(frozen=True, slots=True)
class SubmissionMade(Event):
    """Somebody without an account criticised; their address is to be confirmed."""

    submission_id: int


@dataclass(frozen=True, slots=True)
class LinkAsked(Event):
    """A critic without an account asks for a new link to their case."""

    link_id: int


@dataclass(frozen=True, slots=True)
class LinkWaits(Event):
    """A link is to reach a critic on another server."""

    link_id: int


@dataclass(frozen=True, slots=True)
class AnswerBacked(Event):
    """The organisation stands behind an answer, by name."""

    backing_id: int
    post_id: int
