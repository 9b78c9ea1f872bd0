"""What interventions mean for other servers: what is said of them there, and to whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from augenhoehe.domain.moderation.models import Appeal, Intervention, RegisterEntry, Target
from augenhoehe.domain.people.models import Account

# More at once is spam in a wave: its senders are not written to (DSA Art. 17 (2)).
_MANY = 20


@dataclass(frozen=True, slots=True)
class Announced:
    """An entry of the register as other servers hear of it: what the register shows, and less."""

    number: int
    uid: str
    kind: str
    clause: str
    is_over: bool


def reaches_elsewhere(intervention_id: int) -> Announced | None:
    """The entry of an intervention against something on another server, if it is one.

    None for what the law forbids to publish now, and for what concerns only people here.
    """
    away = (
        ~Q(domain="")
        | Q(account__domain__gt="")
        | Q(post__account__domain__gt="")
        | Q(affected__domain__gt="")
    )
    if not Target.objects.filter(away, intervention_id=intervention_id).exists():
        return None
    intervention = Intervention.objects.select_related("clause").get(id=intervention_id)
    entry = RegisterEntry.objects.filter(uid=intervention.uid).first()
    if entry is None or intervention.sealed_until is not None:
        return None
    is_over = intervention.state != Intervention.State.IN_FORCE
    return Announced(entry.seq, entry.uid, intervention.kind, intervention.clause.title, is_over)


def affected_elsewhere(
    intervention_id: int, *, only: int | None = None
) -> Iterator[tuple[Target, Account]]:
    """What an intervention is about, with whom it concerns on another server."""
    rows = Target.objects.filter(intervention_id=intervention_id, told_at__isnull=False)
    if only is not None:
        rows = rows.filter(id=only)
    elif rows.count() > _MANY:
        return
    theirs = rows.filter(affected__domain__gt="")
    whole = theirs.select_related("intervention__clause", "affected", "post")
    for target in whole.order_by("id"):
        if target.affected is not None:
            yield target, target.affected


def appellant_elsewhere(appeal_id: int) -> tuple[Appeal, Target, Account] | None:
    """Who appealed from another server, and against what."""
    rows = Appeal.objects.select_related("target__intervention", "target__affected", "target__post")
    appeal = rows.filter(id=appeal_id, party=Appeal.Party.AFFECTED).first()
    target = appeal.target if appeal is not None else None
    person = target.affected if target is not None else None
    if appeal is None or target is None or person is None or person.is_local:
        return None
    return appeal, target, person
