"""The posts that were steps of cases: what an app shows of a case it knows nothing of."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from augenhoehe.domain.criticism.models import CaseEvent


@dataclass(frozen=True, slots=True)
class StepPost:
    """Which post a step was, and when it was taken."""

    case_id: int
    kind: str
    at: datetime
    post_id: int


def posts_of_steps(case_ids: Collection[int]) -> list[StepPost]:
    """The steps of these cases that are posts, in order. Who may read them is asked later."""
    if not case_ids:
        return []
    rows = CaseEvent.objects.filter(case_id__in=case_ids, post__isnull=False).order_by("id")
    found = rows.values_list("case_id", "kind", "at", "post_id")
    return [StepPost(case, kind, at, post) for case, kind, at, post in found if post is not None]
