"""The log of readings: somebody with a duty read what concerns a person and is not public."""

from __future__ import annotations

from django.db import transaction

from augenhoehe.domain.people.models import Account, Lookup
from augenhoehe.foundation import clock


@transaction.atomic
def note_reading(what: str, *, by: Account, role: str, about: Account | None = None) -> Lookup:
    """Write down that somebody with a duty reads; never what they read. Nobody asks it away.

    `what` is a name in code, such as `protected_name`; the page of the log has its words.
    """
    return Lookup.objects.create(by=by, role=role, what=what[:60], about=about)


@transaction.atomic
def note_reading_of(
    what: str, thing: int, *, by: Account, role: str, about: Account | None = None
) -> None:
    """The same for one numbered thing: once per person, thing and day (UTC)."""
    name = f"{what}:{thing}"
    today = clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
    if not Lookup.objects.filter(by=by, what=name, at__gte=today).exists():
        note_reading(name, by=by, role=role, about=about)
