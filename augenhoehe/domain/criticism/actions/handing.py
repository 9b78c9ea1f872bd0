"""Handing a case over to a colleague, and saying what it is about."""

from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.criticism.actions.locking import locked_as_read, statement
from augenhoehe.domain.criticism.events import CaseHandedOver, CaseMoved
from augenhoehe.domain.criticism.history import write_down
from augenhoehe.domain.criticism.models import Case, CaseEvent
from augenhoehe.domain.criticism.policies import may_read_case
from augenhoehe.domain.criticism.policies_desk import may_hand_over, may_work_on
from augenhoehe.domain.criticism.selectors import case_for
from augenhoehe.domain.criticism.states import Hand, K
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.selectors import protected_name_in_use
from augenhoehe.domain.people.who import who_is
from augenhoehe.domain.posts.audience import reader_for
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid, NotAllowed, require


@transaction.atomic
def hand_over(case: Case, *, to: Account, by: Account, text: str = "") -> CaseEvent:
    """Ask a colleague to look after a case; the history says who handed it to whom.

    It is no first sign to the critic: an open case stays open until that colleague says
    something. Handing it to whoever has it already changes nothing.
    """
    case = locked_as_read(case, by)
    require(may_hand_over(who_is(by), case, who_is(to)))
    if not may_read_case(reader := reader_for(to), case_for(reader, case.id) is not None):
        raise NotAllowed(_("%(name)s cannot read this case.") % {"name": to.name})
    if case.taken_by_id == to.id:
        return case.events.order_by("-number")[:1].get()
    case.taken_by, case.taken_under = to, protected_name_in_use(to, case.about)
    event = write_down(
        case,
        K.HANDED_OVER,
        to=case.state,
        by=by,
        hand=Hand.MEMBER,
        text=statement(text, needed=False),
        under=protected_name_in_use(by, case.about),
        handed_to=to,
        handed_to_name=case.taken_under,
    )
    emit(CaseMoved(case.id, K.HANDED_OVER, by.id))
    emit(CaseHandedOver(case.id, to.id, by.id))
    return event


@transaction.atomic
def set_topic(case: Case, topic: str, *, by: Account) -> None:
    """Say what a case is about, in a word or two; everybody reads it. "" takes it away."""
    case = locked_as_read(case, by)
    require(may_work_on(who_is(by), case))
    topic = " ".join(tidy(topic).split())
    if len(topic) > 60:
        raise Invalid(_("At most 60 characters, please."), field="topic", code="too_long")
    case.topic = topic
    case.save(update_fields=["topic"])
