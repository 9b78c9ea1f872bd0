"""The one door: whoever wants to restrict a post or a person comes through here."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.moderation import entries
from augenhoehe.domain.moderation.check import checking
from augenhoehe.domain.moderation.check.checking import Preview
from augenhoehe.domain.moderation.check.ladder import may_climb
from augenhoehe.domain.moderation.drafting import aims_of, drafted
from augenhoehe.domain.moderation.effects import settle
from augenhoehe.domain.moderation.events import InterventionProposed, InterventionTookEffect
from augenhoehe.domain.moderation.measure import REVIEWED, Measure, check_measure
from augenhoehe.domain.moderation.models import Intervention, Target
from augenhoehe.domain.moderation.offices import office_of
from augenhoehe.domain.moderation.policies import may_intervene
from augenhoehe.domain.moderation.policies_reports import may_handle
from augenhoehe.domain.people.models import Account, Hat, VoiceMembership
from augenhoehe.domain.people.who import who_is
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.verdicts import Invalid, require

REVIEW_AT_ONCE = timedelta(days=3)
REVIEW_LASTING = timedelta(days=90)
MOST_AT_ONCE = 1000  # things in one wave

State = Intervention.State


@transaction.atomic
def intervene(measure: Measure, *, by: Account) -> Intervention:
    """Restrict something, with reasons; or propose it, where it is criticism.

    Criticism needs a second person and a night's sleep, unless it is clearly unlawful: then
    it is done at once and reviewed after. Raises `NotAllowed` for what is merely unpleasant,
    by whomever, and `Invalid` for what is incomplete.
    """
    who = who_is(by)
    require(may_intervene(who, measure))
    if measure.report is not None:
        require(may_handle(who, measure.report))
    check_measure(measure)
    _lock(measure)
    seen = checking.preview(measure)
    require(may_climb(measure, is_of_criticism=seen.is_of_criticism))
    intervention = _written_down(measure, seen, by=by)
    Target.objects.bulk_create(aims_of(intervention, measure))
    if seen.is_of_criticism and not measure.at_once:
        emit(InterventionProposed(intervention.id))
    else:
        take_effect(intervention)
    return intervention


def _lock(measure: Measure) -> None:
    """Two who act on the same thing act one after the other; the second is told."""
    if measure.count > MOST_AT_ONCE:
        raise Invalid(_("At most %(most)d at once, please.") % {"most": MOST_AT_ONCE})
    posts = [post.id for post in measure.posts]
    accounts = [account.id for account in measure.accounts]
    list(Post.objects.select_for_update().filter(id__in=posts).values_list("id", flat=True))
    list(Account.objects.select_for_update().filter(id__in=accounts).values_list("id", flat=True))
    same = Target.objects.filter(
        intervention__kind=measure.kind,
        intervention__state__in=(State.IN_FORCE, State.PROPOSED),
        lifted_at__isnull=True,
        voice=measure.voice,
        hat=measure.hat,
    )
    if same.filter(post_id__in=posts).exists() or same.filter(account_id__in=accounts).exists():
        raise Invalid(_("The same measure is in force or proposed already."), field="kind")
    if Post.objects.filter(id__in=posts, deleted_at__isnull=False).exists():
        raise Invalid(_("There is nothing left to act on: this post is gone."))
    if measure.kind == "withdraw_voice":
        _check_writes(measure)
    if measure.hat is not None and Hat.objects.filter(id=measure.hat.id, until=None).count() == 0:
        raise Invalid(_("This hat has ended already."), field="hat")


def _check_writes(measure: Measure) -> None:
    for account in measure.accounts:
        rows = VoiceMembership.objects.filter(
            voice=measure.voice, person=account, left_at__isnull=True
        )
        if not rows.exists():
            raise Invalid(_("This person does not write for this voice."), field="voice")


def _written_down(measure: Measure, seen: Preview, *, by: Account) -> Intervention:
    intervention = drafted(measure, seen, by=by)
    intervention.office = office_of(by)
    if seen.is_of_criticism:
        intervention.check_run = checking.keep_check(measure, seen, by=by)
    intervention.save()
    return intervention


def take_effect(intervention: Intervention) -> None:
    """Do it: effect, entry and notice in one transaction, so never one without the others."""
    now = clock.now()
    intervention.state, intervention.starts_at = State.IN_FORCE, now
    intervention.review_due_at = _review_due(intervention, now)
    intervention.save()
    intervention.targets.update(told_at=now)
    for target in intervention.targets.select_related("post", "account", "tag"):
        settle(target)
    entries.enter(intervention)
    emit(InterventionTookEffect(intervention.id))


def _review_due(intervention: Intervention, now: datetime) -> datetime | None:
    if intervention.at_once:
        return now + REVIEW_AT_ONCE
    if intervention.ends_at is None and intervention.kind in REVIEWED:
        return now + REVIEW_LASTING
    return None
