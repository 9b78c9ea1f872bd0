"""Who may say that somebody speaks for something, and who may end that."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.people.models import Account, Hat, RoleGrant
from augenhoehe.domain.people.policies import may_steward, may_take_part
from augenhoehe.domain.people.who import Who
from augenhoehe.foundation.rights import Right
from augenhoehe.foundation.verdicts import YES, Verdict, no


def may_grant_hat(who: Who, voice: Account) -> Verdict:
    """Confirm that a colleague speaks for a voice: its stewards. It is logged in public."""
    return may_steward(who, voice)


def may_make_hat_rules(who: Who) -> Verdict:
    """Say which addresses and groups give a hat: administrators. It is logged in public."""
    if who.has_role(RoleGrant.Role.ADMIN):
        return YES
    return no(_("Only administrators make the rules by which hats are given."))


def may_put_down_hat(who: Who, hat: Hat) -> Verdict:
    """Stop speaking for something: whoever does, at any time."""
    if who.account_id is not None and hat.account_id == who.account_id:
        return YES
    return may_dismiss_from_hat(who, hat)


def may_dismiss_from_hat(who: Who, hat: Hat | None = None) -> Verdict:
    """Take a hat from somebody just so: nobody. It is an intervention, with all that needs."""
    return no(
        _(
            "A hat is taken from somebody who works here only by an intervention: with a rule, "
            "reasons, an entry in the public register and a way to appeal. The person can put "
            "it down, and it ends by itself with what confirms it."
        )
    )


def may_claim_hat(who: Who) -> Verdict:
    """Wear the hat of an organisation elsewhere that confirms it: any person of this server."""
    if not may_take_part(who):
        return may_take_part(who)
    if not (who.is_person and who.is_local):
        return no(_("Only persons of this server wear hats."))
    return YES


def _hat_of(account_id: int | None) -> Hat:
    return Hat(account_id=account_id or 0, words="")


HAT_RIGHTS = [
    Right(
        "people.grant_hat",
        _("Confirm that a colleague speaks for a voice (logged)"),
        lambda specimen: may_grant_hat(specimen.who, specimen.voice),
        (may_grant_hat,),
    ),
    Right(
        "people.hat_rules",
        _("Say which addresses and groups give a hat (logged)"),
        lambda specimen: may_make_hat_rules(specimen.who),
        (may_make_hat_rules,),
    ),
    Right(
        "people.put_down_hat",
        _("Put down one's own hat"),
        lambda specimen: may_put_down_hat(specimen.who, _hat_of(specimen.who.account_id)),
        (may_put_down_hat,),
    ),
    Right(
        "people.dismiss_hat",
        _("Take a hat from somebody without an entry in the register"),
        lambda specimen: may_dismiss_from_hat(specimen.who, _hat_of(specimen.somebody.id)),
        (may_dismiss_from_hat,),
    ),
    Right(
        "people.claim_hat",
        _("Wear the hat of an organisation elsewhere that confirms it"),
        lambda specimen: may_claim_hat(specimen.who),
        (may_claim_hat,),
    ),
]
