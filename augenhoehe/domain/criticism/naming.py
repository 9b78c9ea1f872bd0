"""Under which name somebody stands in a case.

Whoever acts under a protected name stands in the case under that name, on the page and in
letters alike, and of the time only the day is told.
"""

from __future__ import annotations

from dataclasses import dataclass

from augenhoehe.domain.criticism.models import Case, CaseEvent
from augenhoehe.domain.people.models import Account, ProtectedName


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be said of somebody: a name, and the account unless the name is protected."""

    name: str
    account: Account | None = None

    @property
    def is_protected(self) -> bool:
        return self.account is None


def shown_by(event: CaseEvent) -> Shown | None:
    """Who took a step of a case; None for the clock itself and for people who are gone."""
    return _shown(event.by, event.protected_name)


def shown_keeper(case: Case) -> Shown | None:
    """Who looks after a case now; None if nobody does."""
    return _shown(case.taken_by, case.taken_under)


def _shown(account: Account | None, protected: ProtectedName | None) -> Shown | None:
    if protected is not None:
        return Shown(protected.name)
    return Shown(account.name, account) if account is not None else None
