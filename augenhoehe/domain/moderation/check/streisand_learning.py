"""What a server's own actions teach the Streisand check, slowly and with their number beside it.

Only the intercept moves. With few own cases the prior weighs more than they do.
"""

from collections.abc import Sequence
from statistics import NormalDist, fmean

from augenhoehe.domain.moderation.check.assumptions import Assumptions, assumptions
from augenhoehe.domain.moderation.check.streisand import logistic

_STRATA = 32
_STORY_POINTS = tuple(NormalDist().inv_cdf((place + 0.5) / _STRATA) for place in range(_STRATA))
_FURTHEST = 40.0  # log odds; beyond it is certainty
_HALVINGS = 50


def amplification(before: float, after: float) -> float:
    """Mentions of author and post in the 72 hours after, as multiples of those expected.

    `before` is what the 72 hours before let expect; at least one.
    """
    return after / max(1.0, before)


def was_amplified(
    before: float, after: float, *, persons: int, given: Assumptions | None = None
) -> bool:
    """Whether an action counts as an event: clearly more mentions, by enough different people."""
    given = given or assumptions()
    louder = amplification(before, after) > given.amplified_above
    return louder and persons >= given.amplified_persons


def learned_shift(xs: Sequence[float], *, events: int, given: Assumptions | None = None) -> float:
    """What to add to the intercept, after `events` among the actions with these x.

    The mean chance of a story then is (events + prior) / (actions + prior).
    """
    if not 0 <= events <= len(xs):
        raise ValueError("There are no more events than actions.")
    if not xs:
        return 0.0
    given = given or assumptions()
    wanted = (events + given.prior_rate * given.prior_actions) / (len(xs) + given.prior_actions)
    low, high = -_FURTHEST, _FURTHEST
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if mean_p_story(xs, shift=middle, given=given) < wanted:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def mean_p_story(xs: Sequence[float], *, shift: float, given: Assumptions | None = None) -> float:
    """The chance of a story, over all these actions and over what is not known of each."""
    sigma = (given or assumptions()).sigma_story
    return fmean(logistic(x + shift + sigma * point) for x in xs for point in _STORY_POINTS)
