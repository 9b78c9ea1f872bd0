from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.people.actions.hats import settle_hats
from augenhoehe.domain.people.actions.voice import _end_membership
from augenhoehe.domain.people.models import Account, Affiliation, RoleGrant, VoiceMembership
from augenhoehe.domain.people.policies import may_affiliate, may_grant_roles
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation import clock
from augenhoehe.foundation.verdicts import Invalid, require


@transaction.atomic
def become_member(account: Account, *, by: Account | None, unit: str = "") -> Affiliation:
    """Confirm that a person works for the organisation. `by` is None for the command line."""
    if by is not None:
        require(may_affiliate(who_is(by)))
    if not account.is_person or not account.is_local:
        raise Invalid(_("Only persons of this server can be members of the organisation."))
    affiliation, _new = Affiliation.objects.get_or_create(
        account=account, until=None, defaults={"unit": unit, "confirmed_by": by}
    )
    _show_anew(account)
    settle_hats(account)
    return affiliation


@transaction.atomic
def end_membership(account: Account, *, by: Account | None) -> None:
    """The employment has ended: the affiliation ends, and with it voices, hats and the house."""
    if by is not None:
        require(may_affiliate(who_is(by)))
    Affiliation.objects.filter(account=account, until=None).update(until=clock.now())
    for membership in VoiceMembership.objects.filter(person=account, left_at=None):
        _end_membership(membership, by=by)
    _show_anew(account)
    settle_hats(account)


def _show_anew(account: Account) -> None:
    account.version += 1
    account.save(update_fields=["version"])


@transaction.atomic
def grant_role(account: Account, role: str, *, by: Account | None) -> RoleGrant:
    """Give somebody a duty on this server. Logged: the row stays after it is revoked."""
    if by is not None:
        require(may_grant_roles(who_is(by)))
    if role not in RoleGrant.Role.values:
        raise Invalid(
            _("There is no such role. Roles: %(roles)s.")
            % {"roles": ", ".join(RoleGrant.Role.values)},
            field="role",
        )
    grant, _new = RoleGrant.objects.get_or_create(
        account=account, role=role, revoked_at=None, defaults={"granted_by": by}
    )
    return grant


@transaction.atomic
def revoke_role(account: Account, role: str, *, by: Account | None) -> None:
    """Take a duty back."""
    if by is not None:
        require(may_grant_roles(who_is(by)))
    RoleGrant.objects.filter(account=account, role=role, revoked_at=None).update(
        revoked_at=clock.now(), revoked_by=by
    )
