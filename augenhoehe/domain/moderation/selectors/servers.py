"""How other servers are dealt with; public, as everything in the register is."""

from __future__ import annotations

from django.db.models import QuerySet

from augenhoehe.domain.moderation.models import DomainMeasure
from augenhoehe.foundation.prepared import prepared


def measures_on_servers() -> list[DomainMeasure]:
    """The servers an intervention in force concerns, by name."""
    return _in_force()


@prepared
def _in_force() -> QuerySet[DomainMeasure, DomainMeasure]:
    return DomainMeasure.objects.filter(interventions__gt=0).order_by("domain")
