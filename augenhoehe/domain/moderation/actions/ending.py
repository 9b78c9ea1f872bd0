"""Ending, reviewing and amending what is in force."""

from __future__ import annotations

from django.db import transaction

from augenhoehe.domain.moderation import entries, terms
from augenhoehe.domain.moderation.actions.intervene import REVIEW_LASTING
from augenhoehe.domain.moderation.actions.propose import locked, own_reasons
from augenhoehe.domain.moderation.lifting import lift
from augenhoehe.domain.moderation.measure import REVIEWED
from augenhoehe.domain.moderation.models import Intervention, RegisterEntry
from augenhoehe.domain.moderation.offices import office_of
from augenhoehe.domain.moderation.policies import may_amend, may_end, may_review
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation import clock
from augenhoehe.foundation.verdicts import require
from augenhoehe.foundation.words import guess_language

State = Intervention.State


def _said(text: str) -> entries.Texts:
    return {"reasons": {"text": text, "language": guess_language(text) or "de"}}


@transaction.atomic
def end_intervention(intervention: Intervention, *, by: Account, reasons: str) -> Intervention:
    """End it before its time, with reasons, in the register too."""
    intervention = locked(intervention)
    require(may_end(who_is(by), intervention))
    text = own_reasons(reasons)
    lift(intervention, won=False)
    entries.enter(intervention, event=terms.Event.ENDED, office=office_of(by), texts=_said(text))
    return intervention


@transaction.atomic
def review(intervention: Intervention, *, by: Account, keep: bool, reasons: str) -> Intervention:
    """Look at it again, as somebody else: it stays for another while, or it ends now."""
    intervention = locked(intervention)
    require(may_review(who_is(by), intervention))
    text = own_reasons(reasons)
    was_over = intervention.state == State.ENDED  # done at once, and ended before this
    lasts = intervention.ends_at is None and intervention.kind in REVIEWED and not was_over
    intervention.review_due_at = clock.now() + REVIEW_LASTING if lasts else None
    intervention.save(update_fields=["review_due_at"])
    office = office_of(by)
    entries.enter(intervention, event=terms.Event.REVIEWED, office=office, texts=_said(text))
    if not keep:
        # What was done at once and did not hold was wrong from the beginning.
        lift(intervention, won=intervention.at_once)
        if not was_over:
            entries.enter(intervention, event=terms.Event.ENDED, office=office, texts=_said(text))
    return intervention


@transaction.atomic
def amend(intervention: Intervention, *, by: Account, text: str) -> RegisterEntry:
    """Add to an entry or put it right, by an entry of its own."""
    require(may_amend(who_is(by)))
    said = own_reasons(text, field="text")
    return entries.enter(
        intervention, event=terms.Event.AMENDMENT, office=office_of(by), texts=_said(said)
    )


def end_what_is_over() -> int:
    """End interventions whose time has come. Runs every minute; returns how many."""
    over = Intervention.objects.filter(state=State.IN_FORCE, ends_at__lte=clock.now())
    return sum(_end_by_itself(found) for found in list(over.order_by("ends_at")[:200]))


@transaction.atomic
def _end_by_itself(intervention: Intervention) -> bool:
    intervention = locked(intervention)
    if intervention.state != State.IN_FORCE:
        return False
    lift(intervention, won=False)
    entries.enter(intervention, event=terms.Event.ENDED, hand=terms.Hand.SYSTEM)
    return True
