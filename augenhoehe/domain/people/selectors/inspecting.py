"""What who inspects this server can ask: duties, and the log of readings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q, QuerySet

from augenhoehe.domain.people.models import Account, Lookup, RoleGrant

PAGE = 50
_NUMBER = re.compile(r":\d+$")  # of the thing that was read, as in `report:17`


def duties() -> list[RoleGrant]:
    """Who has which duty, since when and by whom; those that ended, too. In force first."""
    found = RoleGrant.objects.select_related("account", "granted_by", "revoked_by")
    return sorted(found.order_by("-granted_at"), key=lambda one: one.revoked_at is not None)


def readings(
    *, what: str = "", role: str = "", since: datetime | None = None, page: int = 1
) -> tuple[list[Lookup], bool]:
    """One page of the log, the newest first, and whether there is another."""
    start = (page - 1) * PAGE
    rows = list(_matching(what, role, since)[start : start + PAGE + 1])
    return rows[:PAGE], len(rows) > PAGE


def all_readings(
    *, what: str = "", role: str = "", since: datetime | None = None
) -> Iterator[Lookup]:
    """The whole log, for a file; a few rows in memory at a time."""
    return _matching(what, role, since).iterator(chunk_size=500)


def kinds_of_readings() -> list[str]:
    """What has been read so far, by its name in code."""
    names = Lookup.objects.order_by().values_list("what", flat=True).distinct()
    return sorted({_NUMBER.sub("", name) for name in names})


def _matching(what: str, role: str, since: datetime | None) -> QuerySet[Lookup]:
    found = Lookup.objects.select_related("by", "about").order_by("-id")
    if what:
        found = found.filter(Q(what=what) | Q(what__startswith=f"{what}:"))
    if role:
        found = found.filter(role=role)
    return found.filter(at__gte=since) if since else found


def holders_of(*roles: str, but: int) -> list[Account]:
    """Who has one of these duties now, without whoever did what the others are told of."""
    grants = RoleGrant.objects.filter(role__in=roles, revoked_at__isnull=True)
    people = Account.objects.filter(id__in=grants.values("account_id"), left_at__isnull=True)
    return list(people.exclude(id=but).order_by("id"))
