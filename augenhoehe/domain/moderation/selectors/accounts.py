"""The accounts of the server as the office sees them: no mail address, no network address."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef, Q

from augenhoehe.domain.moderation.models import Intervention, Target
from augenhoehe.domain.moderation.terms import Kind
from augenhoehe.domain.people.models import Account, Login, Restriction, RoleGrant
from augenhoehe.foundation.stretch import Stretch

_LOCAL_PLACES = Q(domain="", kind__in=[Account.Kind.GROUP, Account.Kind.INSTANCE])
SILENCED = Restriction.DELISTED | Restriction.MUTED
SHUT_UP = Restriction.NO_POSTING | Restriction.TIME_LIMIT


@dataclass(frozen=True, slots=True)
class Known:
    """An account, its login as far as it matters, and the offices it holds."""

    account: Account
    is_confirmed: bool
    is_active: bool
    language: str
    invited_by_id: int | None
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Sought:
    """Which accounts are asked for; what is empty does not matter."""

    is_local: bool | None = None
    status: str = ""  # active, disabled, silenced or suspended
    username: str = ""
    display_name: str = ""
    domain: str = ""
    roles: frozenset[str] = field(default_factory=frozenset)  # any of these
    invited_by: int | None = None


def accounts_sought(sought: Sought, stretch: Stretch) -> list[Known]:
    """Accounts, the newest first."""
    there = Account.objects.known().exclude(_LOCAL_PLACES)
    rows = there.filter(_condition(sought), _stands(sought.status))
    return _known(stretch.newest_first(list(stretch.cut(rows))))


def account_sought(account_id: int) -> Known | None:
    rows = Account.objects.known().exclude(_LOCAL_PLACES).filter(id=account_id)
    return next(iter(_known(list(rows))), None)


def accounts_known(ids: Collection[int]) -> dict[int, Known]:
    """By id, of those that exist."""
    return {one.account.id: one for one in _known(list(Account.objects.filter(id__in=ids)))}


def _condition(sought: Sought) -> Q:
    condition = Q()
    if sought.is_local is not None:
        condition &= Q(domain="") if sought.is_local else ~Q(domain="")
    if sought.username:
        condition &= Q(handle__istartswith=sought.username)
    if sought.display_name:
        condition &= Q(name__icontains=sought.display_name)
    if sought.domain:
        condition &= Q(domain=sought.domain.lower())
    if sought.invited_by is not None:
        condition &= Q(login__invited_by_id=sought.invited_by)
    if sought.roles:
        held = RoleGrant.objects.filter(role__in=sought.roles, revoked_at__isnull=True)
        condition &= Q(id__in=held.values("account_id"))
    return condition


def _stands(status: str) -> Q:
    """How somebody stands; an unknown word leaves everybody."""
    shut = Q(left_at__isnull=False) | _under(SHUT_UP | Restriction.SUSPENDED)
    ways = {
        "silenced": _under(SILENCED),
        "suspended": _under(Restriction.SUSPENDED),
        "disabled": shut,
        "active": ~shut,
    }
    return ways.get(status, Q())


def _under(bits: int) -> Q:
    """Whether one of these restrictions is in force."""
    every = sum(Restriction)
    return Q(restrictions__in=[set_ for set_ in range(every + 1) if set_ & bits])


def _known(accounts: Sequence[Account]) -> list[Known]:
    """Three questions, however many accounts."""
    ids = [account.id for account in accounts]
    confirmed = EmailAddress.objects.filter(user_id=OuterRef("id"), verified=True)
    logins = {
        login.account_id: login
        for login in Login.objects.filter(account_id__in=ids).annotate(sure=Exists(confirmed))
    }
    roles: dict[int, set[str]] = {}
    held = RoleGrant.objects.filter(account_id__in=ids, revoked_at__isnull=True)
    for account_id, role in held.values_list("account_id", "role"):
        roles.setdefault(account_id, set()).add(role)
    return [
        _one(account, logins.get(account.id), frozenset(roles.get(account.id, ())))
        for account in accounts
    ]


def _one(account: Account, login: Login | None, roles: frozenset[str]) -> Known:
    return Known(
        account=account,
        is_confirmed=bool(getattr(login, "sure", True)),
        is_active=login.is_active if login else account.left_at is None,
        language=(login.language if login else "") or account.language,
        invited_by_id=login.invited_by_id if login else None,
        roles=roles,
    )


def in_force_against(
    kinds: Collection[Kind], *, account: Account | None = None, domain: str = ""
) -> list[Intervention]:
    """What of these kinds is in force against an account or a server, and against nothing else.

    What concerns several at once is ended as a whole, on its own page.
    """
    aim = Q(account=account) if account is not None else Q(domain=domain)
    mine = Target.objects.filter(aim, lifted_at__isnull=True).values("intervention_id")
    others = Target.objects.filter(intervention_id=OuterRef("id")).exclude(aim)
    rows = Intervention.objects.filter(
        id__in=mine, kind__in=kinds, state=Intervention.State.IN_FORCE
    )
    return list(rows.filter(~Exists(others)).order_by("id"))
