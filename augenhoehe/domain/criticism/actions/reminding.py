"""Telling the team what has waited too long, and whom to write to in the morning."""

from django.db import transaction

from augenhoehe.domain.criticism.events import CaseOverdue
from augenhoehe.domain.criticism.models import Case, NoDigest, OverdueNotice
from augenhoehe.domain.people.models import Account
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit


def tell_of_overdue_cases() -> int:
    """Tell the team once of every case that waits past its target. Runs every few minutes."""
    late = Case.objects.filter(waits_since__isnull=False, due_at__lt=clock.now())
    told = OverdueNotice.objects.values_list("case_id", "waits_since")
    known = set(told.filter(case_id__in=late.values("id")))
    fresh = [row for row in late.values_list("id", "waits_since") if row not in known]
    return sum(_tell(case_id) for case_id, _since in fresh)


@transaction.atomic
def _tell(case_id: int) -> bool:
    case = Case.objects.select_for_update().get(id=case_id)
    if case.waits_since is None:
        return False
    _row, is_new = OverdueNotice.objects.get_or_create(case=case, waits_since=case.waits_since)
    if is_new:
        emit(CaseOverdue(case.id))
    return is_new


@transaction.atomic
def want_digest(wanted: bool, *, by: Account) -> None:
    """Get the letter in the morning, or not; everybody decides that for themselves."""
    if wanted:
        NoDigest.objects.filter(person=by).delete()
    else:
        NoDigest.objects.get_or_create(person=by)
