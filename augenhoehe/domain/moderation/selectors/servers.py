"""How other servers are dealt with; public, as everything in the register is."""

from __future__ import annotations

from augenhoehe.domain.moderation.models import DomainMeasure


def measures_on_servers() -> list[DomainMeasure]:
    """The servers an intervention in force concerns, by name."""
    in_force = DomainMeasure.objects.filter(interventions__gt=0)
    return list(in_force.order_by("domain"))
