"""What notices of the office are about, for whom they were written."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from augenhoehe.domain.moderation.models import Appeal, Report, Target
from augenhoehe.domain.moderation.policies_reports import may_handle
from augenhoehe.domain.people.who import Who
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation.prepared import rows_by_id


@dataclass(frozen=True, slots=True)
class Measure:
    """What was done to somebody, and what they said against it."""

    target: Target
    appeal: Appeal | None


def measures_by_target(target_ids: Collection[int]) -> dict[int, Measure]:
    """By target. Ask for those of one's own notices only: they say whom it concerns."""
    if not target_ids:
        return {}
    targets = Target.objects.filter(id__in=target_ids).select_related("intervention")
    appeals = Appeal.objects.filter(target_id__in=target_ids, party=Appeal.Party.AFFECTED)
    by_target = {appeal.target_id: appeal for appeal in appeals}
    return {target.id: Measure(target, by_target.get(target.id)) for target in targets}


def reports_to_handle(who: Who, report_ids: Collection[int]) -> dict[int, Report]:
    """By id: those of these reports this person may handle today."""
    if not report_ids:
        return {}
    reports = rows_by_id(Report, frozenset(report_ids))
    posts = rows_by_id(Post, {one.post_id for one in reports.values() if one.post_id is not None})
    for report in reports.values():
        report.post = posts.get(report.post_id or 0)
    return {report.id: report for report in reports.values() if may_handle(who, report)}
