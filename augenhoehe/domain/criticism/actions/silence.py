"""What happens when a critic says nothing more: reminders, and at last a rest."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from augenhoehe.domain.criticism.actions.locking import locked
from augenhoehe.domain.criticism.events import CaseMoved
from augenhoehe.domain.criticism.history import write_down
from augenhoehe.domain.criticism.models import Case
from augenhoehe.domain.criticism.states import LINKS, STEPS, Hand, K, S
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit

DORMANT_AFTER = timedelta(days=30)
REMINDERS = (timedelta(days=10), timedelta(days=20))


def let_silent_cases_rest() -> int:
    """After thirty days without a word of the critic a case rests; it is not resolved by that.

    The critic is reminded after ten and twenty days. Runs daily; returns how many rest now.
    """
    silent = _without_a_step_since(clock.now() - DORMANT_AFTER)
    return sum(let_rest(case_id) for case_id in list(silent.values_list("id", flat=True)))


@transaction.atomic
def let_rest(case_id: int) -> bool:
    """Let one case rest, if nothing happened in it meanwhile."""
    case = locked(Case(id=case_id))
    if not _without_a_step_since(clock.now() - DORMANT_AFTER).filter(id=case_id).exists():
        return False
    write_down(case, K.FELL_DORMANT, to=S.DORMANT, by=None, hand=Hand.SYSTEM)
    emit(CaseMoved(case.id, K.FELL_DORMANT, None))
    return True


def _without_a_step_since(moment: datetime) -> QuerySet[Case]:
    """Cases in which the critic's word is awaited, and nothing has happened since.

    A second answer gives the critic time anew, so the state alone does not tell.
    """
    awaited = Case.objects.filter(state__in=STEPS[K.FELL_DORMANT].sources, state_since__lte=moment)
    news = Q(events__at__gt=moment) & ~Q(events__kind__in=LINKS)
    return awaited.exclude(id__in=Case.objects.filter(news).values("id"))


def due_reminders(now: datetime) -> list[tuple[int, int]]:
    """Cases whose critic is to be reminded today: (case id, which reminder)."""
    due = []
    for number, after in enumerate(REMINDERS, start=1):
        silent = _without_a_step_since(now - after)
        earlier = _without_a_step_since(now - after - timedelta(days=1)).values("id")
        rows = silent.exclude(id__in=earlier).values_list("id", flat=True)
        due += [(case_id, number) for case_id in rows]
    return due
