"""Who names, confirms and ends an agreement with the works council: two keys, two people."""

from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.people.models import RoleGrant
from augenhoehe.domain.people.who import Who
from augenhoehe.foundation.rights import Right
from augenhoehe.foundation.verdicts import YES, Verdict, no

_Role = RoleGrant.Role


def may_propose_agreement(who: Who) -> Verdict:
    """The first key."""
    if who.has_role(_Role.ADMIN):
        return YES
    return no(_("Only administrators name an agreement; inspection confirms it."))


def may_confirm_agreement(who: Who, proposed_by_id: int | None) -> Verdict:
    """The second key, turned by somebody else than the first."""
    if not who.has_role(_Role.INSPECTION):
        return no(_("Only who has the duty of inspection confirms an agreement."))
    if who.account_id == proposed_by_id:
        return no(_("You named this agreement yourself. Somebody else has to confirm it."))
    return YES


def may_end_agreement(who: Who) -> Verdict:
    """Either side can end it; the other is told."""
    if who.has_role(_Role.ADMIN) or who.has_role(_Role.INSPECTION):
        return YES
    return no(_("Only administrators and inspection end an agreement."))


AGREEMENT_RIGHTS = [
    Right(
        "codex.propose_agreement",
        _("Name an agreement with the works council"),
        lambda s: may_propose_agreement(s.who),
        (may_propose_agreement,),
    ),
    Right(
        "codex.confirm_agreement",
        _("Confirm an agreement somebody else named"),
        lambda s: may_confirm_agreement(s.who, s.somebody.id),
        (may_confirm_agreement,),
    ),
    Right(
        "codex.end_agreement",
        _("End an agreement with the works council"),
        lambda s: may_end_agreement(s.who),
        (may_end_agreement,),
    ),
]
