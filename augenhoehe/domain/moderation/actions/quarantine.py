"""The end of the quarantine: what was removed is destroyed once nobody can appeal any more."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from augenhoehe.domain.moderation.entries import APPEAL_TERM
from augenhoehe.domain.moderation.models import Appeal, Intervention, Target
from augenhoehe.domain.moderation.terms import Kind
from augenhoehe.domain.posts.internals import destroy
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation import clock

_MOST_AT_ONCE = 200


def empty_quarantine() -> int:
    """Destroy words and pictures of posts whose term to appeal is over; how many. Runs daily.

    Not while an appeal or an objection is open. The place of the post and its statement of
    reasons stay; so does the entry in the register.
    """
    posts = list(_due().values_list("id", flat=True)[:_MOST_AT_ONCE])
    return sum(_destroy(post_id) for post_id in posts)


def _due() -> QuerySet[Post]:
    removals = Target.objects.filter(
        post_id=OuterRef("id"),
        intervention__kind=Kind.REMOVE_POST,
        intervention__state=Intervention.State.IN_FORCE,
        lifted_at__isnull=True,
    )
    still_to_appeal = removals.filter(told_at__gt=clock.now() - APPEAL_TERM)
    disputed = removals.filter(Exists(_open_appeals()))
    removed = Post.objects.filter(removed_at__isnull=False, boost_of__isnull=True)
    return removed.filter(Exists(removals), ~Exists(still_to_appeal), ~Exists(disputed))


def _open_appeals() -> QuerySet[Appeal]:
    mine_or_all = Q(target_id=OuterRef("id")) | Q(
        target__isnull=True, intervention_id=OuterRef("intervention_id")
    )
    return Appeal.objects.filter(mine_or_all, outcome="")


@transaction.atomic
def _destroy(post_id: int) -> bool:
    post = _due().select_for_update().filter(id=post_id).first()
    if post is None:  # somebody appealed a moment ago
        return False
    destroy(post)
    return True
