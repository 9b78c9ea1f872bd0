"""Answers to criticism that was linked: who asks the same is told the same, and no echo."""

from collections.abc import Set

from django.db.models.functions import Coalesce

from augenhoehe.domain.criticism.models import Answer


def linked_answers(post_id: int, others: Set[int]) -> set[int]:
    """Which of these posts answer the same case as this one, or a case linked to it."""
    rows = Answer.objects.annotate(root=Coalesce("case__merged_into_id", "case_id"))
    roots = rows.filter(post_id=post_id).values_list("root", flat=True)
    return set(rows.filter(post_id__in=others, root__in=roots).values_list("post_id", flat=True))
