"""Pictures a measure is about, out of quarantine too: for who decides and for whom it concerns."""

from __future__ import annotations

from collections.abc import Sequence

from augenhoehe.domain.media.models import Picture
from augenhoehe.domain.moderation.models import Appeal, Target
from augenhoehe.domain.moderation.policies_appeals import may_decide_appeal, may_see_pictures
from augenhoehe.domain.people.who import Who
from augenhoehe.domain.posts.internals import kept_pictures


def pictures_for_office(who: Who, targets: Sequence[Target]) -> dict[int, list[Picture]]:
    """By target: the pictures of its post that this reader may see as one who decides."""
    shown = [target for target in targets if may_see_pictures(who, target)]
    found = kept_pictures([target.post_id for target in shown if target.post_id])
    return {target.id: found.get(target.post_id or 0, []) for target in shown}


def pictures_for_decision(who: Who, appeal: Appeal) -> list[Picture]:
    """The pictures of what an appeal is about, as `words_for_decision` has its words."""
    if not may_decide_appeal(who, appeal):
        return []
    target = appeal.target or appeal.intervention.targets.select_related("post").first()
    return pictures_of_target(target) if target is not None else []


def picture_for_office(who: Who, uid: str, picture_id: int) -> Picture | None:
    """One picture that an intervention is about, for who decides."""
    rows = Target.objects.filter(intervention__uid=uid, post__pictures=picture_id)
    target = rows.select_related("intervention", "post").first()
    if target is None or not may_see_pictures(who, target):
        return None
    return _among(pictures_of_target(target), picture_id)


def pictures_of_target(target: Target) -> list[Picture]:
    """The pictures of a post, for its author; ask who reads before showing them."""
    return kept_pictures([target.post_id]).get(target.post_id, []) if target.post_id else []


def picture_of_target(target: Target, picture_id: int) -> Picture | None:
    """One of those."""
    return _among(pictures_of_target(target), picture_id)


def _among(pictures: Sequence[Picture], picture_id: int) -> Picture | None:
    return next((picture for picture in pictures if picture.id == picture_id), None)
