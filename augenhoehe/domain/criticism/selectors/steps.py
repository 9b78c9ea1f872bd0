"""The posts that were steps of cases: what an app shows of a case it knows nothing of."""

from collections.abc import Collection, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from augenhoehe.domain.criticism.models import CaseEvent
from augenhoehe.foundation.prepared import prepared


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
    return [StepPost(*row) for row in _rows(frozenset(case_ids))]


@prepared
def _rows(case_ids: Set[int]) -> QuerySet[CaseEvent, tuple[Any, ...]]:
    rows = CaseEvent.objects.filter(case_id__in=case_ids, post__isnull=False).order_by("id")
    return rows.values_list("case_id", "kind", "at", "post_id")
