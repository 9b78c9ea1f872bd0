"""The one table of states: from where to where, and who may go there.

Source: the product's case table. The invariant that matters: no step of the organisation
or of the system leads to CONFIRMED; only the critic's does.
"""

from dataclasses import dataclass
from enum import StrEnum

from augenhoehe.domain.criticism.models import WAITING, Case, CaseEvent

S = Case.State
K = CaseEvent.Kind


class Hand(StrEnum):
    """Whose hand moves a case."""

    CRITIC = "critic"
    MEMBER = "member"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody does with a case: from which states, to which, and whose hand it takes."""

    kind: str
    sources: frozenset[str]
    to: str
    hand: Hand


_LIVE = frozenset({S.OPEN, S.SEEN, S.ANSWERED, S.REMEDIED, S.DISPUTED, S.DORMANT})

STEPS: dict[str, Step] = {
    step.kind: step
    for step in (
        Step(K.TAKEN, frozenset({S.OPEN}), S.SEEN, Hand.MEMBER),
        Step(
            K.ANSWERED,
            frozenset({S.OPEN, S.SEEN, S.ANSWERED, S.REMEDIED, S.DISPUTED}),
            S.ANSWERED,
            Hand.MEMBER,
        ),
        Step(K.REMEDIED, frozenset({S.ANSWERED}), S.REMEDIED, Hand.MEMBER),
        Step(
            K.CONFIRMED,
            frozenset({S.ANSWERED, S.REMEDIED, S.DISPUTED, S.DORMANT}),
            S.CONFIRMED,
            Hand.CRITIC,
        ),
        Step(
            K.DISPUTED,
            frozenset({S.ANSWERED, S.REMEDIED, S.DORMANT}),
            S.DISPUTED,
            Hand.CRITIC,
        ),
        Step(K.WITHDRAWN, _LIVE, S.WITHDRAWN, Hand.CRITIC),
        Step(K.FELL_DORMANT, frozenset({S.ANSWERED, S.REMEDIED}), S.DORMANT, Hand.SYSTEM),
    )
}
# Taking a case up again, or from somebody, changes who looks after it and not its state.
HANDOVER_STATES = frozenset({S.SEEN, S.ANSWERED, S.REMEDIED, S.DISPUTED})


def leads_from(kind: str, state: str) -> bool:
    """Whether this step can be taken in this state."""
    return state in STEPS[kind].sources


def waits_in(state: str) -> bool:
    """Whether the organisation owes the next step in this state."""
    return state in WAITING
