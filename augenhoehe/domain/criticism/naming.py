"""Under which name somebody stands in a case.

Whoever acts under a protected name stands in the case under that name, on the page and in
letters alike, and of the time only the day is told. A critic without an account has the
name they gave with their criticism.
"""

from __future__ import annotations

from dataclasses import dataclass

from augenhoehe.domain.criticism.models import Case, CaseEvent
from augenhoehe.domain.people.models import Account, ProtectedName


@dataclass(frozen=True, slots=True)
class Shown:
    """What may be said of somebody: a name, and the account where there is one to show."""

    name: str
    account: Account | None = None
    is_protected: bool = False


def shown_by(event: CaseEvent) -> Shown | None:
    """Who took a step of a case; None for the clock itself and for people who are gone."""
    if event.by_contact_id is not None:
        return _shown_contact(event)
    return _shown(event.by, event.protected_name)


def shown_receiver(event: CaseEvent) -> Shown | None:
    """To whom a case was handed over; None where nobody handed it to another."""
    return _shown(event.to, event.to_name)


def shown_keeper(case: Case) -> Shown | None:
    """Who looks after a case now; None if nobody does."""
    return _shown(case.taken_by, case.taken_under)


def shown_critic(case: Case) -> Shown | None:
    """Whose criticism it is; None where nobody gave a name, and for people who are gone."""
    if case.critic is not None:
        return Shown(case.critic.known_as, case.critic)
    return Shown(case.post.guest_name) if case.post.guest_name else None


def _shown(account: Account | None, protected: ProtectedName | None) -> Shown | None:
    if protected is not None:
        return Shown(protected.name, is_protected=True)
    return Shown(account.known_as, account) if account is not None else None


def _shown_contact(event: CaseEvent) -> Shown | None:
    """By the name given with this criticism: one address may have given others elsewhere."""
    case = event.case
    if event.by_contact_id == case.contact_id and case.post.guest_name:
        return Shown(case.post.guest_name)
    name = event.by_contact.name if event.by_contact else ""
    return Shown(name) if name else None
