"""Whether a post turned against its authors, for them alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from augenhoehe.domain.posts.audience import Reader
from augenhoehe.domain.posts.models import Post, Turn
from augenhoehe.domain.posts.policies_turn import may_see_turn
from augenhoehe.domain.posts.selectors.reading import post_for
from augenhoehe.domain.posts.turn_rule import Figures, Step, figures_of, history_of
from augenhoehe.domain.posts.turning import reactions_to


@dataclass(frozen=True, slots=True)
class TurnSeen:
    """What its team reads: the figures it was told, those of now, and how it came."""

    turn: Turn
    post: Post
    now: Figures
    steps: Sequence[Step]


def turn_of(reader: Reader, post_id: int) -> TurnSeen | None:
    """The turn of a post; None for everybody who does not answer for it."""
    post = post_for(reader, post_id)
    if post is None or not may_see_turn(reader, post):
        return None
    turn = Turn.objects.filter(post=post).first()
    if turn is None:
        return None
    reactions = reactions_to(post)
    return TurnSeen(turn, post, figures_of(reactions), history_of(reactions))


def ever_turned(post_id: int) -> bool:
    """Whether its team was ever told, even if it has seen to it since. Also for them alone."""
    return Turn.objects.filter(post_id=post_id).exists()


def has_turned(post_id: int) -> bool:
    """Whether there is a turn its team has not seen to. Tells nobody outside: see `turn_of`."""
    return Turn.objects.filter(post_id=post_id, ended_at=None).exists()
