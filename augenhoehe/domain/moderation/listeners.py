"""What follows from an intervention in the rooms below: a case goes and comes with its post."""

from collections.abc import Iterable

from augenhoehe.domain.criticism.actions import remove_case_of, restore_case_of
from augenhoehe.domain.moderation.events import InterventionEnded, InterventionTookEffect
from augenhoehe.domain.moderation.models import Target
from augenhoehe.domain.moderation.terms import Kind
from augenhoehe.domain.posts.models import Post


def remove_cases(event: InterventionTookEffect) -> None:
    """The case of a removed post is removed with it: it counts as never answered."""
    for post in _removed_posts(Target.objects.filter(intervention_id=event.intervention_id)):
        if post.removed_at is not None:
            remove_case_of(post)


def restore_cases(event: InterventionEnded) -> None:
    """The case of a post that came back returns to where it was."""
    targets = Target.objects.filter(intervention_id=event.intervention_id)
    if event.target_id is not None:
        targets = targets.filter(id=event.target_id)
    for post in _removed_posts(targets):
        if post.removed_at is None:
            restore_case_of(post)


def _removed_posts(targets: Iterable[Target]) -> list[Post]:
    ids = [target.post_id for target in targets if target.intervention.kind == Kind.REMOVE_POST]
    return list(Post.objects.filter(id__in=[post_id for post_id in ids if post_id]))
