"""Appeals: free, by a link or signed in, decided by somebody else with reasons either way."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.moderation import entries, register
from augenhoehe.domain.moderation.events import AppealDecided, AppealMade, ObjectionUnconfirmed
from augenhoehe.domain.moderation.lifting import lift, lift_target
from augenhoehe.domain.moderation.models import Appeal, Intervention, Target
from augenhoehe.domain.moderation.offices import office_of
from augenhoehe.domain.moderation.policies_appeals import (
    may_appeal,
    may_decide_appeal,
    may_object,
)
from augenhoehe.domain.moderation.terms import Event, Outcome
from augenhoehe.domain.people.actions import confirm_contact, keep_contact
from augenhoehe.domain.people.models import Account, MailContact
from augenhoehe.domain.people.who import ANYONE, who_is
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid, NotAllowed, require
from augenhoehe.foundation.words import guess_language

LEAST_TEXT, MAX_TEXT = 20, 5000  # characters
LEAST_REASONS = 40
UNCONFIRMED_FOR = timedelta(days=7)

State = Intervention.State


def _words(text: str, *, field: str, least: int) -> str:
    text = tidy(text).strip()
    if len(text) < least:
        message = _("Please say it in at least %(least)d characters.") % {"least": least}
        raise Invalid(message, field=field, code="too_short")
    if len(text) > MAX_TEXT:
        message = _("At most %(most)d characters, please.") % {"most": MAX_TEXT}
        raise Invalid(message, field=field, code="too_long")
    return text


def _locked(intervention: Intervention) -> Intervention:
    rows = Intervention.objects.select_for_update(of=("self",))
    return rows.select_related("clause__version").get(id=intervention.id)


@transaction.atomic
def appeal_against(target: Target, *, text: str, by: Account | None, language: str = "") -> Appeal:
    """Appeal against what was decided about oneself: signed in, or (`by` None) with the link."""
    intervention = _locked(target.intervention)
    target = Target.objects.select_related("post", "intervention").get(id=target.id)
    require(may_appeal(who_is(by), target, by_link=by is None))
    appeal = Appeal.objects.create(
        intervention=intervention,
        target=target,
        party=Appeal.Party.AFFECTED,
        account=by or target.affected,
        text=_words(text, field="text", least=LEAST_TEXT),
        language=language or guess_language(text) or "",
    )
    emit(AppealMade(appeal.id))
    return appeal


@transaction.atomic
def object_to(
    intervention: Intervention,
    *,
    text: str,
    by: Account | None,
    address: str = "",
    name: str = "",
    language: str = "",
) -> Appeal:
    """Object to what was decided about somebody else; without an account by mail address.

    An objection by mail counts once the address has answered (`confirm_objection`).
    """
    intervention = _locked(intervention)
    require(may_object(who_is(by) if by is not None else ANYONE, intervention))
    text = _words(text, field="text", least=LEAST_TEXT)
    contact = _contact(address, name, language) if by is None else None
    earlier = Appeal.objects.filter(intervention=intervention, contact=contact)
    if contact is not None and (known := earlier.first()):
        return _written_again(known, text)
    appeal = Appeal.objects.create(
        intervention=intervention,
        party=Appeal.Party.OTHER,
        account=by,
        contact=contact,
        text=text,
        language=language or guess_language(text) or "",
        confirmed_at=None if contact is not None else clock.now(),
    )
    emit(AppealMade(appeal.id) if contact is None else ObjectionUnconfirmed(appeal.id))
    return appeal


def _written_again(earlier: Appeal, text: str) -> Appeal:
    """What was not confirmed yet can be written anew; the link is sent again."""
    if earlier.confirmed_at is None:
        earlier.text = text
        earlier.save(update_fields=["text"])
        emit(ObjectionUnconfirmed(earlier.id))
    return earlier


def _contact(address: str, name: str, language: str) -> MailContact:
    try:
        validate_email(address.strip())
    except ValidationError:
        raise Invalid(_("This is no mail address."), field="address", code="malformed") from None
    return keep_contact(address, name=name, language=language)


@transaction.atomic
def confirm_objection(appeal: Appeal) -> Appeal:
    """The address behind an objection answered. Confirming twice is once."""
    appeal = Appeal.objects.select_for_update(of=("self",)).get(id=appeal.id)
    if appeal.confirmed_at is None:
        appeal.confirmed_at = clock.now()
        appeal.save(update_fields=["confirmed_at"])
        if appeal.contact is not None:
            confirm_contact(appeal.contact)
        emit(AppealMade(appeal.id))
    return appeal


@transaction.atomic
def forget_unconfirmed_objections() -> int:
    """Forget objections whose address never answered; how many. Runs daily."""
    old = Appeal.objects.filter(
        confirmed_at__isnull=True, created_at__lt=clock.now() - UNCONFIRMED_FOR
    )
    return old.delete()[0]


@transaction.atomic
def decide_appeal(
    appeal: Appeal,
    *,
    by: Account,
    outcome: str,
    reasons: str,
    ends_at: datetime | None = None,
) -> Appeal:
    """Decide it, with reasons either way. Effect and entry happen together or not at all.

    "changed" ends the intervention at `ends_at`, or now where that is None.
    """
    appeal = Appeal.objects.select_for_update(of=("self",)).get(id=appeal.id)
    appeal.intervention = intervention = _locked(appeal.intervention)
    require(may_decide_appeal(who_is(by), appeal))
    if outcome not in {one.value for one in Outcome}:
        raise Invalid(_("Please choose an outcome."), field="outcome", code="empty")
    appeal.reasons = _words(reasons, field="reasons", least=LEAST_REASONS)
    appeal.outcome, appeal.decided_by, appeal.office = outcome, by, office_of(by)
    appeal.decided_at = clock.now()
    ends = _change(appeal, intervention, ends_at)
    appeal.save()
    _enter(appeal, ends)
    emit(AppealDecided(appeal.id))
    return appeal


def _change(
    appeal: Appeal, intervention: Intervention, ends_at: datetime | None
) -> datetime | None:
    """Bring the outcome about; the new end, where there is one."""
    if appeal.outcome == Outcome.OVERTURNED:
        _take_back(appeal, intervention)
    elif appeal.outcome == Outcome.CHANGED:
        if intervention.state != State.IN_FORCE:
            raise Invalid(_("It is over already; there is nothing to shorten."), field="outcome")
        if ends_at is None:
            _end_now(appeal, intervention)
            return clock.now()
        return _shorten(appeal, intervention, ends_at)
    return None


def _take_back(appeal: Appeal, intervention: Intervention) -> None:
    """It was wrong: for the one who appealed, or after an objection for all."""
    mine = [appeal.target] if appeal.target else list(intervention.targets.all())
    for target in mine:
        target.intervention = intervention
        lift_target(target, won=True)  # what is over already has come back already
    standing = intervention.targets.exclude(id__in=[target.id for target in mine])
    if not standing.exists() and intervention.state != State.OVERTURNED:
        intervention.state = State.OVERTURNED
        intervention.save(update_fields=["state"])


def _end_now(appeal: Appeal, intervention: Intervention) -> None:
    if appeal.target is not None:
        appeal.target.intervention = intervention
        lift_target(appeal.target, won=False)
    else:
        lift(intervention, won=False)


def _shorten(appeal: Appeal, intervention: Intervention, ends_at: datetime) -> datetime:
    if appeal.target is not None and intervention.targets.count() > 1:
        raise NotAllowed(_("This is one of many: it can be ended now, or stay as it is."))
    earlier = intervention.ends_at is None or ends_at < intervention.ends_at
    if ends_at <= clock.now() or not earlier:
        message = _("The new end lies between now and the present end.")
        raise Invalid(message, field="ends_at", code="no_change")
    intervention.ends_at, intervention.review_due_at = ends_at, None
    intervention.save(update_fields=["ends_at", "review_due_at"])
    return ends_at


def _enter(appeal: Appeal, ends: datetime | None) -> None:
    intervention = appeal.intervention
    facts = entries.facts_of(
        intervention,
        event=Event.APPEAL_DECIDED,
        office=appeal.office,
        outcome=Outcome(appeal.outcome),
        count=1 if appeal.target_id is not None else None,
    )
    # The words of the appeal are not published: they may tell who appealed.
    said = {"text": appeal.reasons, "language": guess_language(appeal.reasons) or "de"}
    register.append(
        replace(facts, ends=ends),
        texts={"reasons": said},
        sealed_until=_sealed_until(intervention),
    )


def _sealed_until(intervention: Intervention) -> datetime | None:
    sealed = intervention.sealed_until
    return sealed if sealed is not None and sealed > clock.now() else None
