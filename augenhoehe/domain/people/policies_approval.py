"""Who may let the posts of a voice be looked at before: its stewards, and of a voice alone."""

from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.policies import may_steward
from augenhoehe.domain.people.who import Who
from augenhoehe.foundation.rights import Right
from augenhoehe.foundation.verdicts import Verdict, no


def may_set_prior_approval(who: Who, account: Account) -> Verdict:
    """Have another person look at the posts of a voice before; in public, with a reason."""
    if not account.is_voice:
        return no(_("What somebody says in their own name is looked at by nobody before."))
    return may_steward(who, account)


APPROVAL_RIGHTS = [
    Right(
        "people.prior_approval",
        _("Have the posts of one voice looked at before; its page says so, and why"),
        lambda s: may_set_prior_approval(s.who, s.voice),
        (may_set_prior_approval,),
    ),
    Right(
        "people.prior_approval_of_people",
        _("Have looked at before what somebody writes in their own name"),
        lambda s: may_set_prior_approval(s.who, s.somebody),
    ),
]
