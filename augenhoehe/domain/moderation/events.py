"""Facts of the moderation room."""

from dataclasses import dataclass

from augenhoehe.foundation.events import Event


@dataclass(frozen=True, slots=True)
class InterventionTookEffect(Event):
    """Something is restricted from now on; it stands in the register."""

    intervention_id: int


@dataclass(frozen=True, slots=True)
class InterventionEnded(Event):
    """A restriction is over, as a whole or (`target_id`) for one of many; `won` by an appeal."""

    intervention_id: int
    target_id: int | None = None
    won: bool = False


@dataclass(frozen=True, slots=True)
class InterventionProposed(Event):
    """Somebody wants to restrict criticism; a second person is asked."""

    intervention_id: int


@dataclass(frozen=True, slots=True)
class ReportMade(Event):
    """Somebody reported a post or a person."""

    report_id: int


@dataclass(frozen=True, slots=True)
class ReportPassedOn(Event):
    """Who reported wants the server of the reported person to be told, too."""

    report_id: int


@dataclass(frozen=True, slots=True)
class ReportDecided(Event):
    """Who reported is told the outcome."""

    report_id: int


@dataclass(frozen=True, slots=True)
class ReportMessageSent(Event):
    """The office wrote inside a report, or was answered there."""

    message_id: int


@dataclass(frozen=True, slots=True)
class AppealMade(Event):
    """Somebody says that an intervention was wrong; an objection by mail, once confirmed."""

    appeal_id: int


@dataclass(frozen=True, slots=True)
class ObjectionUnconfirmed(Event):
    """An objection waits until the mail address behind it has answered."""

    appeal_id: int


@dataclass(frozen=True, slots=True)
class AppealDecided(Event):
    """Who appealed is told, and whom the intervention concerned."""

    appeal_id: int


@dataclass(frozen=True, slots=True)
class RegisterHeadPublished(Event):
    """The head of the register was signed: subscribers get it, and other servers later."""

    head_id: int
    seq: int


@dataclass(frozen=True, slots=True)
class HeadsAskedFor(Event):
    """Somebody wants the head of each day by mail; the address has to answer first."""

    subscriber_id: int
