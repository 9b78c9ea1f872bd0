"""How other servers are dealt with; public, as everything in the register is."""

from __future__ import annotations

from django.db.models import QuerySet

from augenhoehe.domain.moderation.models import DomainMeasure, Intervention
from augenhoehe.foundation.prepared import prepared


def measures_on_servers() -> list[DomainMeasure]:
    """The servers an intervention in force concerns, by name."""
    return _in_force()


@prepared
def _in_force() -> QuerySet[DomainMeasure, DomainMeasure]:
    return DomainMeasure.objects.filter(interventions__gt=0).order_by("domain")


def intervention_on(host: str) -> Intervention | None:
    """What in force concerns a server, or a part of the network it belongs to: the newest."""
    labels = host.partition(":")[0].split(".")
    names = [".".join(labels[start:]) for start in range(len(labels))]
    in_force = Intervention.objects.filter(state=Intervention.State.IN_FORCE)
    return in_force.filter(targets__domain__in=names).order_by("-id").first()
