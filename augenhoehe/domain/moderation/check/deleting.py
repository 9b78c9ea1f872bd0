"""Taking back what the organisation said itself, and what is criticised: what that lets expect."""

from __future__ import annotations

from django.db.models import Q

from augenhoehe.domain.codex.selectors import current_clauses
from augenhoehe.domain.criticism.models import Case, Offer
from augenhoehe.domain.moderation.check import learning, streisand
from augenhoehe.domain.moderation.check.checking import situation_of
from augenhoehe.domain.moderation.check.streisand import Estimate
from augenhoehe.domain.moderation.measure import Measure
from augenhoehe.domain.moderation.terms import Ground, Kind
from augenhoehe.domain.posts.models import Post
from augenhoehe.domain.posts.policies import asks_why
from augenhoehe.domain.posts.selectors import ever_turned


def estimate_of_deleting(post: Post) -> Estimate | None:
    """The check of a removal, of a post said in service that is criticised; else None.

    It is what its author reads before deleting, and holds nobody up.
    """
    if not asks_why(post) or post.deleted_at is not None or not _is_criticised(post):
        return None
    shift, own_cases = learning.shift_of_this_server()
    situation = situation_of(_as_measure(post), is_criticism=True)
    return streisand.estimate(situation, shift=shift, own_cases=own_cases)


def _is_criticised(post: Post) -> bool:
    """A case or a mark is on it or around it, it belongs to a case, or dissent once overtook it."""
    if ever_turned(post.id):
        return True
    around = Q(post=post) | Q(post__in_reply_to=post) | Q(post__thread_id=post.id)
    around |= Q(post__quote_of=post)
    if Case.objects.filter(around).exists() or Offer.objects.filter(around).exists():
        return True
    return post.thread_id is not None and Case.objects.filter(post_id=post.thread_id).exists()


def _as_measure(post: Post) -> Measure:
    return Measure(
        kind=Kind.REMOVE_POST,
        posts=[post],
        ground=Ground.RULES,
        clause=current_clauses(citable=True)[0],
        facts="",
        reasons="",
        rung="",
        rung_why="",
        judgement="rules",
    )
