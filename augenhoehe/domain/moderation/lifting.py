"""Taking an intervention back, as a whole or for one of many; the caller writes the entry."""

from __future__ import annotations

from django.db.models import Q

from augenhoehe.domain.moderation.effects import settle
from augenhoehe.domain.moderation.events import InterventionEnded
from augenhoehe.domain.moderation.models import Intervention, RegisterEntry, Target
from augenhoehe.domain.moderation.terms import Event
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit

State = Intervention.State


def lift_target(target: Target, *, won: bool) -> None:
    """End it for one target; when it was the last, the intervention is over too.

    Must be called in the transaction that writes the entry. `won`: it was wrong from the
    beginning, so everything comes back.
    """
    if target.lifted_at is not None:
        return
    target.lifted_at = clock.now()
    target.save(update_fields=["lifted_at"])
    intervention = target.intervention
    if not intervention.targets.filter(lifted_at__isnull=True).exists():
        _close(intervention, won=won)
    settle(target)
    emit(InterventionEnded(intervention.id, target.id, won))


def lift(intervention: Intervention, *, won: bool) -> None:
    """End it for everything it is about that was not lifted before."""
    standing = Q(lifted_at__isnull=True)
    rows = intervention.targets.filter(standing).select_related("post", "account", "tag")
    for target in list(rows):
        target.lifted_at = clock.now()
        target.save(update_fields=["lifted_at"])
    _close(intervention, won=won)
    for target in list(intervention.targets.select_related("post", "account", "tag")):
        settle(target)
    emit(InterventionEnded(intervention.id, None, won))


def _close(intervention: Intervention, *, won: bool) -> None:
    intervention.state = State.OVERTURNED if won else State.ENDED
    intervention.ended_at = intervention.ended_at or clock.now()
    if won or not _is_still_to_be_reviewed(intervention):
        intervention.review_due_at = None
    intervention.save(update_fields=["state", "ended_at", "review_due_at"])


def _is_still_to_be_reviewed(intervention: Intervention) -> bool:
    """What was done at once, and nobody else has looked at, though it may be over."""
    if not intervention.at_once:
        return False
    looked = RegisterEntry.objects.filter(about=intervention.uid, event=Event.REVIEWED)
    return not looked.exists()
