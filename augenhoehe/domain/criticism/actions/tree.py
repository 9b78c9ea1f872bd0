"""Keeping what the team found for the six questions of the answer tree. Advice, no step."""

from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.criticism import tree
from augenhoehe.domain.criticism.actions.locking import locked_as_read
from augenhoehe.domain.criticism.models import Case, TreeAnswer
from augenhoehe.domain.criticism.policies_desk import may_work_on
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation import clock
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid, require

MAX_WHY = 1000


@transaction.atomic
def answer_question(
    case: Case, number: int, *, by: Account, answer: str = "", why: str = ""
) -> TreeAnswer | None:
    """Keep what was found for a question; an empty answer takes it back.

    The fifth question is answered in words of one's own: who answers, with which interest.
    """
    case = locked_as_read(case, by)
    require(may_work_on(who_is(by), case))
    why = tidy(why).strip()
    _check(number, answer, why)
    if number == tree.WRITTEN:
        answer = "said" if why else ""
    if not answer:
        TreeAnswer.objects.filter(case=case, question=number).delete()
        return None
    found, _new = TreeAnswer.objects.update_or_create(
        case=case,
        question=number,
        defaults={"answer": answer, "why": why, "by": by, "at": clock.now()},
    )
    return found


def _check(number: int, answer: str, why: str) -> None:
    if number not in tree.NUMBERS:
        raise Invalid(_("The tree has six questions."), code="unknown")
    if number != tree.WRITTEN and answer and tree.question(number).option(answer) is None:
        raise Invalid(_("Please choose one of the answers."), field="answer", code="unknown")
    if (number, answer) == (4, "yes") and not why:
        raise Invalid(_("Please name the norm."), field="why", code="empty")
    if len(why) > MAX_WHY:
        words = _("At most %(most)d characters, please.") % {"most": MAX_WHY}
        raise Invalid(words, field="why", code="too_long")
