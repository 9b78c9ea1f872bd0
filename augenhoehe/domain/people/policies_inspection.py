"""Who may inspect how this server is set up, and who may have themselves erased."""

from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.people.models import Account, RoleGrant
from augenhoehe.domain.people.who import Who
from augenhoehe.foundation.rights import Right
from augenhoehe.foundation.verdicts import YES, Verdict, no


def may_inspect(who: Who) -> Verdict:
    """Read configuration, retention, duties and the log of readings; change nothing by it."""
    if who.has_role(RoleGrant.Role.INSPECTION):
        return YES
    return no(_("Only who has the duty of inspection reads this, such as the works council."))


def may_erase(who: Who, account: Account) -> Verdict:
    """Have everything about somebody erased: only the person, suspended or not."""
    if account.id == who.account_id and who.is_person and who.is_local:
        return YES
    return no(_("Only you can have your own account erased."))


INSPECTION_RIGHTS = [
    Right(
        "people.inspect",
        _("Inspect configuration, retention, duties and who read what (logged)"),
        lambda s: may_inspect(s.who),
        (may_inspect,),
    ),
    Right(
        "people.erase",
        _("Have one's own account erased"),
        lambda s: may_erase(s.who, Account(id=s.who.account_id)),
        (may_erase,),
    ),
    Right(
        "people.erase_other",
        _("Have somebody else's account erased"),
        lambda s: may_erase(s.who, s.somebody),
        (may_erase,),
    ),
]
