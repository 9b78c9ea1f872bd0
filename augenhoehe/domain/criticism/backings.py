"""Answers the organisation stands behind, for everybody who may read them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Set
from typing import Any

from django.db.models import QuerySet

from augenhoehe.domain.criticism.models import Answer, Backing
from augenhoehe.foundation.prepared import prepared


def backings_on(post_ids: Collection[int]) -> Mapping[int, Backing]:
    """By post: who stands behind it. One question for a page; who may read it is asked before."""
    if not post_ids:
        return {}
    return {row.answer.post_id: row for row in _rows(frozenset(post_ids))}


@prepared
def _rows(ids: Set[int]) -> QuerySet[Backing, Any]:
    rows = Backing.objects.filter(answer__post_id__in=ids).order_by("-id")
    return rows.select_related("answer", "by", "protected_name")


def answer_by_id(answer_id: int) -> Answer | None:
    rows = Answer.objects.select_related("case__post", "case__about", "post")
    return rows.filter(id=answer_id).first()
