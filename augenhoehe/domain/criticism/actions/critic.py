"""What only the critic does: a person with an account, here or elsewhere, or a mail address."""

from django.db import transaction

from augenhoehe.domain.criticism.actions.locking import locked, statement
from augenhoehe.domain.criticism.critics import Somebody, asking
from augenhoehe.domain.criticism.events import CaseMoved
from augenhoehe.domain.criticism.history import state_before, write_down
from augenhoehe.domain.criticism.models import Case, CaseEvent
from augenhoehe.domain.criticism.policies import (
    may_accept,
    may_confirm,
    may_dispute,
    may_reopen,
    may_withdraw,
)
from augenhoehe.domain.criticism.states import STEPS, Hand, K
from augenhoehe.domain.people.models import Account
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.verdicts import require


@transaction.atomic
def confirm_case(case: Case, *, by: Somebody, text: str = "") -> CaseEvent:
    """Call it resolved."""
    case = locked(case)
    require(may_confirm(asking(by), case))
    return _step(case, K.CONFIRMED, by, statement(text, needed=False))


@transaction.atomic
def dispute_case(case: Case, *, by: Somebody, text: str) -> CaseEvent:
    """Say "not answered", and why. Somebody else of the organisation is to answer next."""
    case = locked(case)
    require(may_dispute(asking(by), case))
    text = statement(text, needed=True)
    case.taken_by = case.taken_under = None
    return _step(case, K.DISPUTED, by, text)


@transaction.atomic
def accept_answer(case: Case, *, by: Somebody, text: str = "") -> CaseEvent:
    """Let an answer in dispute stand as one after all. Resolved it is not by that."""
    case = locked(case)
    require(may_accept(asking(by), case))
    return _step(case, K.ACCEPTED, by, statement(text, needed=False))


@transaction.atomic
def reopen_case(case: Case, *, by: Somebody, text: str = "") -> CaseEvent:
    """Come back to a case that rests: it is where it was before, and the clock goes on."""
    case = locked(case)
    require(may_reopen(asking(by), case))
    return _step(case, K.REOPENED, by, statement(text, needed=False))


@transaction.atomic
def withdraw_case(case: Case, *, by: Somebody, text: str = "") -> CaseEvent:
    """Take the criticism back."""
    case = locked(case)
    require(may_withdraw(asking(by), case))
    return _step(case, K.WITHDRAWN, by, statement(text, needed=False))


def _step(case: Case, kind: str, by: Somebody, text: str) -> CaseEvent:
    to = STEPS[kind].to or state_before(case, K.FELL_DORMANT)
    event = write_down(case, kind, to=to, by=by, hand=Hand.CRITIC, text=text)
    emit(CaseMoved(case.id, kind, by.id if isinstance(by, Account) else None))
    return event
