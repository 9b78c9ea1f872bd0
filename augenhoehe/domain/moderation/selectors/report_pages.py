"""Reports page by page, for programs of the office."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from augenhoehe.domain.moderation.models import Report
from augenhoehe.domain.moderation.policies_reports import may_handle
from augenhoehe.domain.people.who import Who
from augenhoehe.foundation.stretch import Stretch


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which reports are asked for."""

    is_decided: bool = False
    reporter_id: int | None = None
    account_id: int | None = None
    domain: str = ""  # of the reported account


def reports_page(who: Who, wanted: Wanted, stretch: Stretch) -> list[Report]:
    """Reports this person may handle, the newest first: none of their own, none about them."""
    mine = Q(reporter_id=who.account_id) | Q(account_id=who.account_id)
    mine |= Q(post__written_by_id=who.account_id)
    decided = Q(state=Report.State.DECIDED)
    rows = Report.objects.exclude(mine).filter(decided if wanted.is_decided else ~decided)
    if wanted.reporter_id is not None:
        rows = rows.filter(reporter_id=wanted.reporter_id)
    if wanted.account_id is not None:
        rows = rows.filter(account_id=wanted.account_id)
    if wanted.domain:
        rows = rows.filter(account__domain=wanted.domain.lower())
    found = stretch.newest_first(list(stretch.cut(rows.select_related("post", "account"))))
    # Only for the few about voices one writes for does it take a question more.
    return [one for one in found if one.account_id not in who.voices or may_handle(who, one)]
