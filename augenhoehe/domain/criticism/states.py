"""The one table of states: from where to where, and who may go there.

Source: the product's case table. The invariant that matters: no step of the organisation,
of moderation or of the system leads to CONFIRMED; only the critic's does.
"""

from dataclasses import dataclass
from enum import StrEnum

from augenhoehe.domain.criticism.models import WAITING, Case, CaseEvent

S = Case.State
K = CaseEvent.Kind
C = Case.Channel


class Hand(StrEnum):
    """Whose hand moves a case."""

    CRITIC = "critic"
    MEMBER = "member"
    MODERATOR = "moderator"
    SYSTEM = "system"
    ANYONE = "anyone"  # brings in what somebody else said elsewhere


@dataclass(frozen=True, slots=True)
class Step:
    """What happens to a case: from which states, to which, and whose hand it takes.

    Without a `to` the case goes back to where it was before it rested or was removed.
    """

    kind: str
    sources: frozenset[str]
    to: str | None
    hand: Hand


_LIVE = frozenset({S.OPEN, S.SEEN, S.ANSWERED, S.REMEDIED, S.DISPUTED, S.DORMANT})
_ANSWERED = frozenset({S.ANSWERED, S.REMEDIED})

STEPS: dict[str, Step] = {
    step.kind: step
    for step in (
        Step(K.TAKEN, frozenset({S.OPEN}), S.SEEN, Hand.MEMBER),
        Step(
            K.ANSWERED,
            frozenset({S.OPEN, S.SEEN, S.DISPUTED}) | _ANSWERED,
            S.ANSWERED,
            Hand.MEMBER,
        ),
        Step(K.REMEDIED, frozenset({S.ANSWERED}), S.REMEDIED, Hand.MEMBER),
        Step(K.CONTESTED, _ANSWERED, S.DISPUTED, Hand.MEMBER),
        Step(
            K.CONFIRMED,
            frozenset({S.DISPUTED, S.DORMANT}) | _ANSWERED,
            S.CONFIRMED,
            Hand.CRITIC,
        ),
        Step(K.DISPUTED, frozenset({S.DORMANT}) | _ANSWERED, S.DISPUTED, Hand.CRITIC),
        Step(K.ACCEPTED, frozenset({S.DISPUTED}), S.ANSWERED, Hand.CRITIC),
        Step(K.REOPENED, frozenset({S.DORMANT}), None, Hand.CRITIC),
        Step(K.WITHDRAWN, _LIVE, S.WITHDRAWN, Hand.CRITIC),
        Step(K.FELL_DORMANT, _ANSWERED, S.DORMANT, Hand.SYSTEM),
        Step(K.REMOVED, frozenset(S) - {S.REMOVED}, S.REMOVED, Hand.MODERATOR),
        Step(K.RESTORED, frozenset({S.REMOVED}), None, Hand.MODERATOR),
    )
}
# Taking a case up again, or from somebody, changes who looks after it and not its state.
HANDOVER_STATES = frozenset({S.SEEN, S.ANSWERED, S.REMEDIED, S.DISPUTED})
# Saying that two cases are about the same changes neither of them.
LINKS = frozenset({K.MERGED, K.SEPARATED})


def leads_from(kind: str, state: str) -> bool:
    """Whether this step can be taken in this state."""
    return state in STEPS[kind].sources


def waits_in(state: str) -> bool:
    """Whether the organisation owes the next step in this state."""
    return state in WAITING
