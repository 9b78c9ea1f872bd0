"""A new version of the codex is told to whom something in it concerns, once and quietly.

Only those hear of it for whom a clause changed: one for members says nothing new to a customer,
and a new order of the clauses or a new playbook to nobody. It stands among one's notices and
rings no telephone; who came after it was published reads the codex as it is.
"""

from __future__ import annotations

from collections.abc import Collection

from django.db import transaction
from django.db.models import Q, QuerySet

from augenhoehe.domain.codex.events import CodexPublished
from augenhoehe.domain.codex.models import Clause, Version
from augenhoehe.domain.codex.selectors import difference
from augenhoehe.domain.notifications.events import CodexPartlyTold
from augenhoehe.domain.notifications.models import Notification
from augenhoehe.domain.people.models import (
    Account,
    Affiliation,
    Hat,
    RoleGrant,
    VoiceMembership,
)
from augenhoehe.foundation.events import emit

AT_ONCE = 500  # notices written in one transaction: others want to write as well
Audience, Kind = Clause.Audience, Notification.Kind


def tell_of_codex(event: CodexPublished) -> None:
    """After a version was published: to the first of those it concerns."""
    _tell(event.version_id, after_id=0)


def go_on_telling(event: CodexPartlyTold) -> None:
    """To the next of those a version concerns."""
    _tell(event.version_id, after_id=event.after_id)


@transaction.atomic
def _tell(version_id: int, *, after_id: int) -> None:
    version = Version.objects.get(id=version_id)
    concerned = _concerned(version)
    if not concerned:
        return
    people = _people(version, concerned).filter(id__gt=after_id).order_by("id")
    ids = list(people.values_list("id", flat=True)[:AT_ONCE])
    told = Notification.objects.filter(
        recipient_id__in=ids, kind=Kind.CODEX, thing=version.number
    ).values_list("recipient_id", flat=True)
    known = set(told)  # a job that was interrupted begins again
    Notification.objects.bulk_create(
        Notification(recipient_id=one, kind=Kind.CODEX, thing=version.number)
        for one in ids
        if one not in known
    )
    if len(ids) == AT_ONCE:
        emit(CodexPartlyTold(version.id, ids[-1]))


def _concerned(version: Version) -> frozenset[str]:
    """For whom a clause changed, before or now; with the first version for nobody."""
    if version.number == 1:
        return frozenset()
    changed = [one for one in difference(version.number - 1, version.number) if not one.is_same]
    sides = [side for one in changed for side in (one.before, one.after) if side is not None]
    return frozenset(side.audience for side in sides)


def _people(version: Version, audiences: Collection[str]) -> QuerySet[Account]:
    """The people of this server whom clauses for these audiences concern."""
    people = Account.objects.filter(
        domain="",
        kind=Account.Kind.PERSON,
        left_at__isnull=True,
        created_at__lte=version.published_at,
    )
    if Audience.EVERYBODY in audiences:
        return people
    wanted = Q(pk__in=[])
    if Audience.MEMBERS in audiences:
        wanted |= Q(id__in=Affiliation.objects.filter(until__isnull=True).values("account_id"))
    if Audience.WRITERS in audiences:
        writing = VoiceMembership.objects.filter(left_at__isnull=True)
        wanted |= Q(id__in=writing.values("person_id"))
        wanted |= Q(id__in=Hat.objects.filter(until__isnull=True).values("account_id"))
    roles = {
        Audience.DESK: RoleGrant.Role.DESK,
        Audience.MODERATORS: RoleGrant.Role.MODERATOR,
    }
    held = [role for audience, role in roles.items() if audience in audiences]
    grants = RoleGrant.objects.filter(role__in=held, revoked_at__isnull=True)
    return people.filter(wanted | Q(id__in=grants.values("account_id")))
