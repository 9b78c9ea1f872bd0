"""Who is asking: a person as the policies see them, loaded once per request.

Policies decide from this and from the thing in question, from nothing else: there is no
title, no number of followers and no tenure in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import connection

from augenhoehe.domain.people.models import Account, Habit, Restriction
from augenhoehe.foundation.unchanged import remembered

__all__ = ["ANYONE", "NO_VOICES", "Habit", "Who", "who_is"]

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
    restrictions: int = 0  # bits of `Restriction` in force
    habits: int = 0  # bits of `Habit`: what a page has to look for

    def has_habit(self, habit: int) -> bool:
        """Whether this person ever set up such a thing, so that asking for it is worth it."""
        return bool(self.habits & habit)

    @property
    def is_known(self) -> bool:
        return self.account_id is not None

    @property
    def is_suspended(self) -> bool:
        """Whether this person can only read and appeal."""
        return bool(self.restrictions & Restriction.SUSPENDED)

    @property
    def speaks_as(self) -> frozenset[int]:
        """Everybody this person may appear as: themselves and their voices."""
        mine = {self.account_id} if self.account_id is not None else set()
        return frozenset(mine | set(self.voices))

    def is_under(self, *restrictions: int) -> bool:
        """Whether one of these restrictions is in force."""
        return any(self.restrictions & one for one in restrictions)

    def has_role(self, role: str) -> bool:
        """Whether somebody holds a duty; it rests while they are suspended."""
        return role in self.roles and not self.is_suspended


ANYONE = Who()


def who_is(account: Account | None) -> Who:
    """The person as policies see them. One small query; call it once per request."""
    if account is None:
        return ANYONE
    if not (account.is_local and account.is_person):
        return Who(
            account.id, account.is_person, account.is_local, restrictions=account.restrictions
        )
    account_id = account.id
    return remembered(("who", account_id), lambda: _local_person(account_id))


def _local_person(account_id: int) -> Who:
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, [account_id] * 5)
        found = cursor.fetchall()
    return Who(
        account_id=account_id,
        is_member=any(what == "member" for what, _of, _role in found),
        roles=frozenset(role for what, _of, role in found if what == "role"),
        voices={voice: role for what, voice, role in found if what == "voice"},
        # As they are now: the account may have been read before.
        restrictions=next((bits for what, bits, _role in found if what == "under"), 0),
        habits=next((bits for what, bits, _role in found if what == "habits"), 0),
    )


# By hand: every page of somebody signed in asks this (three querysets took 0.6 ms, this 0.05).
_STANDING = """
    SELECT 'member', 0, '' FROM people_affiliation WHERE account_id = %s AND until IS NULL
    UNION ALL
    SELECT 'role', 0, role FROM people_rolegrant WHERE account_id = %s AND revoked_at IS NULL
    UNION ALL
    SELECT 'voice', voice_id, role FROM people_voicemembership
    WHERE person_id = %s AND left_at IS NULL
    UNION ALL
    SELECT 'under', restrictions, '' FROM people_account WHERE id = %s AND restrictions > 0
    UNION ALL
    SELECT 'habits', habits, '' FROM people_account WHERE id = %s AND habits > 0
"""
