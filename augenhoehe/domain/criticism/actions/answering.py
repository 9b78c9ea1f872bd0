"""Against double answers: who is writing just now, and whether somebody was quicker."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.criticism.actions.locking import locked_as_read
from augenhoehe.domain.criticism.events import AnsweringChanged, CaseMoved
from augenhoehe.domain.criticism.models import Answering, Case, SharedDraft
from augenhoehe.domain.criticism.policies_desk import may_work_on
from augenhoehe.domain.criticism.states import K
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.verdicts import require

_FORGOTTEN_AFTER = timedelta(days=1)


class AnsweredMeanwhile(Exception):
    """Somebody else answered since the page was opened; `str()` says so. Nothing was done."""


@transaction.atomic
def begin_answering(case: Case, *, by: Account) -> None:
    """Tell the team that one is writing an answer; it is forgotten ten minutes after the last."""
    case = locked_as_read(case, by)
    require(may_work_on(who_is(by), case))
    _row, is_new = Answering.objects.update_or_create(
        case=case, person=by, defaults={"at": clock.now()}
    )
    if is_new:
        emit(AnsweringChanged(case.id))


@transaction.atomic
def stop_answering(case: Case, *, by: Account) -> None:
    """Tell the team that one is not writing any longer."""
    gone, _rows = Answering.objects.filter(case=case, person=by).delete()
    if gone:
        emit(AnsweringChanged(case.id))


def clear_table_after_answer(event: CaseMoved) -> None:
    """The answer was given: the shared draft is gone with it, and nobody is writing any more."""
    if event.kind != K.ANSWERED:
        return
    SharedDraft.objects.filter(case_id=event.case_id).delete()
    Answering.objects.filter(case_id=event.case_id, person_id=event.by_id).delete()


def check_nobody_was_quicker(case: Case, answers_seen: int | None) -> None:
    """Refuse an answer by somebody whose page did not show all answers yet.

    The caller holds the row of the case. None: the page does not know (an app, an older form).
    """
    if answers_seen is not None and case.answers.count() > answers_seen:
        raise AnsweredMeanwhile(
            _("Somebody else answered while you were writing. Please read that answer first.")
        )


def forget_who_was_answering() -> int:
    """Signs of yesterday: who wrote when is nobody's business. Runs daily."""
    old = Answering.objects.filter(at__lt=clock.now() - _FORGOTTEN_AFTER)
    return old.delete()[0]
