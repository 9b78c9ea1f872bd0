"""The Streisand check of steps elsewhere, from what somebody knows of the criticism there."""

from augenhoehe.domain.moderation.check import learning, streisand
from augenhoehe.domain.moderation.check.streisand import Estimate, Situation
from augenhoehe.domain.moderation.register.format import CheckShown


def estimate_elsewhere(situation: Situation) -> Estimate:
    """The same formula, with figures that were typed in instead of counted."""
    shift, own_cases = learning.shift_of_this_server()
    return streisand.estimate(situation, shift=shift, own_cases=own_cases)


def shown_of(estimate: Estimate) -> CheckShown:
    """What of it stands in the register."""
    return CheckShown(
        version=estimate.version,
        p_worse_permille=round(estimate.p_worse * 1000),
        answer_median=round(estimate.answer.median),
        remove_median=round(estimate.remove.median),
        own_cases=estimate.own_cases,
    )
