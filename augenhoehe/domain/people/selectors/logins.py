"""How people get in: logins and invitations."""

from __future__ import annotations

from django.db.models import QuerySet

from augenhoehe.domain.people.models import (
    Account,
    Invite,
    Login,
)
from augenhoehe.domain.people.selectors.finding import LONGEST_ADDRESS
from augenhoehe.foundation import clock


def invites_of(account: Account) -> QuerySet[Invite]:
    return Invite.objects.filter(
        made_by=account, uses_left__gt=0, ends_at__gt=clock.now()
    ).order_by("-id")


def account_of_login(login_id: int) -> Account | None:
    """The account somebody signs in for, while the login is active."""
    return Account.objects.filter(login__id=login_id, login__is_active=True).first()


def email_of(handle: str) -> str | None:
    """The address behind a local handle, for signing in by handle."""
    handle = handle[:LONGEST_ADDRESS].strip().lstrip("@")
    account = Account.objects.local().persons().filter(handle__iexact=handle)
    return account.values_list("login__email", flat=True).first()


def invited_by(code: str) -> Account | None:
    """Who made an invitation, as long as it can be used."""
    live = Invite.objects.filter(
        digest=Invite.digest_of(code), uses_left__gt=0, ends_at__gt=clock.now()
    )
    invite = live.select_related("made_by").first()
    return invite.made_by if invite else None


def login_of(account: Account) -> Login | None:
    """How somebody gets in, and where letters to them go; None for people elsewhere."""
    return Login.objects.filter(account=account).first()
