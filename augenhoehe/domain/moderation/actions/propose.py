"""What becomes of a proposal to restrict criticism: a second person, a night, and then maybe."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from augenhoehe.domain.moderation.actions.intervene import take_effect
from augenhoehe.domain.moderation.measure import LEAST_WORDS
from augenhoehe.domain.moderation.models import Intervention
from augenhoehe.domain.moderation.offices import office_of
from augenhoehe.domain.moderation.policies import may_drop, may_put_into_force, may_second
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation import clock
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid, require

State = Intervention.State
_MOST = 1000


def locked(intervention: Intervention) -> Intervention:
    """The row, held until the transaction ends."""
    rows = Intervention.objects.select_for_update(of=("self",)).select_related("clause__version")
    return rows.get(id=intervention.id)


def own_reasons(text: str, *, field: str = "reasons", most: int = _MOST) -> str:
    """Reasons in one's own words, tidied; a sentence at least."""
    text = tidy(text).strip()
    if len(text) < LEAST_WORDS:
        raise Invalid(_("Please say it in a sentence at least."), field=field, code="empty")
    if len(text) > most:
        raise Invalid(_("At most %(most)d characters, please.") % {"most": most}, field=field)
    return text


@transaction.atomic
def consent(intervention: Intervention, *, by: Account, reasons: str) -> Intervention:
    """Agree as the second person. It is not in force by that: the night has to pass."""
    intervention = locked(intervention)
    require(may_second(who_is(by), intervention))
    intervention.second_reasons = own_reasons(reasons)
    intervention.second, intervention.second_office = by, office_of(by)
    intervention.save()
    return intervention


@transaction.atomic
def decline(intervention: Intervention, *, by: Account, reasons: str) -> Intervention:
    """Refuse as the second person: the proposal is over, and nothing was restricted."""
    intervention = locked(intervention)
    require(may_second(who_is(by), intervention))
    intervention.second_reasons = own_reasons(reasons)
    intervention.second, intervention.second_office = by, office_of(by)
    intervention.state, intervention.ended_at = State.DECLINED, clock.now()
    intervention.save()
    return intervention


@transaction.atomic
def put_into_force(intervention: Intervention, *, by: Account) -> Intervention:
    """Do what was proposed, after the night."""
    intervention = locked(intervention)
    require(may_put_into_force(who_is(by), intervention))
    if intervention.ends_at is not None and intervention.ends_at <= clock.now():
        raise Invalid(_("The end lies in the past."), field="ends_at")
    _leave_out_who_is_gone(intervention)
    take_effect(intervention)
    return intervention


def _leave_out_who_is_gone(intervention: Intervention) -> None:
    """What its author deleted, and who left, in the night."""
    deleted = Q(post__deleted_at__isnull=False, post__removed_at__isnull=True)
    intervention.targets.filter(deleted | Q(account__left_at__isnull=False)).delete()
    if not intervention.targets.exists():
        raise Invalid(_("There is nothing left to act on. Please take the proposal back."))


@transaction.atomic
def drop(intervention: Intervention, *, by: Account) -> Intervention:
    """Take one's proposal back."""
    intervention = locked(intervention)
    require(may_drop(who_is(by), intervention))
    intervention.state, intervention.ended_at = State.DROPPED, clock.now()
    intervention.save()
    return intervention
