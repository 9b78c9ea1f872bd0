"""Who is asking: a person as the policies see them, loaded once per request.

Policies decide from this and from the thing in question, from nothing else: there is no
title, no number of followers and no tenure in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from augenhoehe.domain.people.models import Account, Affiliation, RoleGrant, VoiceMembership

NO_VOICES: Mapping[int, str] = {}


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody who asks. `ANYONE` is a person on the web about whom nothing is known."""

    account_id: int | None = None
    is_person: bool = True
    is_local: bool = True
    is_member: bool = False
    roles: frozenset[str] = frozenset()
    voices: Mapping[int, str] = field(default_factory=dict)  # voice id -> writer | steward

    @property
    def is_known(self) -> bool:
        return self.account_id is not None

    @property
    def speaks_as(self) -> frozenset[int]:
        """Everybody this person may appear as: themselves and their voices."""
        mine = {self.account_id} if self.account_id is not None else set()
        return frozenset(mine | set(self.voices))

    def has_role(self, role: str) -> bool:
        return role in self.roles


ANYONE = Who()


def who_is(account: Account | None) -> Who:
    """The person as policies see them. Three small queries; call it once per request."""
    if account is None:
        return ANYONE
    if not (account.is_local and account.is_person):
        return Who(account.id, account.is_person, account.is_local)
    return Who(
        account_id=account.id,
        is_member=Affiliation.objects.filter(account=account, until__isnull=True).exists(),
        roles=frozenset(
            RoleGrant.objects.filter(account=account, revoked_at__isnull=True).values_list(
                "role", flat=True
            )
        ),
        voices=dict(
            VoiceMembership.objects.filter(person=account, left_at__isnull=True).values_list(
                "voice_id", "role"
            )
        ),
    )
