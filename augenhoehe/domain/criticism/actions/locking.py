"""What every step of a case begins with: its row, held until the transaction ends.

Two people who act at once act one after the other, and the second is told what happened.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from augenhoehe.domain.criticism.models import Case
from augenhoehe.domain.criticism.policies import may_read_case
from augenhoehe.domain.criticism.selectors import case_for
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.audience import reader_for
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid, require

MAX_STATEMENT = 2000


def locked(case: Case) -> Case:
    """The case as it is now, for nobody else to change meanwhile."""
    rows = Case.objects.select_for_update(of=("self",)).select_related("about", "post")
    return rows.get(id=case.id)


def locked_as_read(case: Case, by: Account) -> Case:
    """The case for somebody who acts for the organisation, if they can read it."""
    reader = reader_for(by)
    require(may_read_case(reader, case_for(reader, case.id) is not None))
    return locked(case)


def statement(text: str, *, needed: bool) -> str:
    """The words that go with a step, as they will be kept."""
    text = tidy(text).strip()
    if needed and not text:
        raise Invalid(_("Please say it in a sentence of your own."), field="text", code="empty")
    if len(text) > MAX_STATEMENT:
        raise Invalid(
            _("At most %(most)d characters, please.") % {"most": MAX_STATEMENT},
            field="text",
            code="too_long",
        )
    return text
