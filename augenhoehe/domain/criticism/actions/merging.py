"""Cases about the same: a link, by which one answer reaches every critic. Not a state.

Links have one level: all cases about the same point to one of them.
"""

from django.db import transaction
from django.db.models import Q, QuerySet

from augenhoehe.domain.criticism.actions.locking import locked, locked_as_read
from augenhoehe.domain.criticism.events import CaseMoved
from augenhoehe.domain.criticism.history import write_down
from augenhoehe.domain.criticism.models import Case, CaseEvent
from augenhoehe.domain.criticism.policies import may_merge, may_separate
from augenhoehe.domain.criticism.states import Hand, K
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.selectors import protected_name_in_use
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.verdicts import require


@transaction.atomic
def merge_cases(case: Case, *, into: Case, by: Account) -> CaseEvent:
    """Say that a case is about the same as another: from now on an answer is for both.

    What was linked to it comes with it. Linking twice is once.
    """
    case, into = locked_as_read(case, by), locked_as_read(into, by)
    into = locked(into.merged_into) if into.merged_into else into
    if case.merged_into_id == into.id:
        return case.events.filter(kind=K.MERGED).latest("number")
    require(may_merge(who_is(by), case, into))
    for other in case.duplicates.all():
        _link(locked(other), into, by)
    return _link(case, into, by)


@transaction.atomic
def separate_case(case: Case, *, by: Account) -> CaseEvent:
    """Take a link away: this case is about something of its own."""
    case = locked_as_read(case, by)
    require(may_separate(who_is(by), case))
    into, case.merged_into = case.merged_into, None
    return _write_down(case, K.SEPARATED, into, by)


def linked_to(case: Case) -> QuerySet[Case]:
    """The other cases about the same."""
    root = case.merged_into_id or case.id
    return Case.objects.filter(Q(id=root) | Q(merged_into_id=root)).exclude(id=case.id)


def _link(case: Case, into: Case, by: Account) -> CaseEvent:
    case.merged_into = into
    return _write_down(case, K.MERGED, into, by)


def _write_down(case: Case, kind: str, other: Case | None, by: Account) -> CaseEvent:
    """The step names the other case by its post, so that the page can lead there."""
    event = write_down(
        case,
        kind,
        to=case.state,
        by=by,
        hand=Hand.MEMBER,
        post=other.post if other else None,
        under=protected_name_in_use(by, case.about),
    )
    emit(CaseMoved(case.id, kind, by.id))
    return event
