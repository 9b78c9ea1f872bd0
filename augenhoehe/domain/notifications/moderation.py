"""Notices of the office and to it: reports, measures, appeals. Nobody can mute these.

What a notice is about stands in `thing` (a report, a target or an appeal), what happened in
`step`. Never who: the office has a pseudonym, and who reported stays unnamed.
"""

from collections.abc import Iterable

from augenhoehe.domain.moderation.events import (
    AppealDecided,
    AppealMade,
    InterventionEnded,
    InterventionProposed,
    InterventionTookEffect,
    ReportDecided,
    ReportMade,
    ReportMessageSent,
)
from augenhoehe.domain.moderation.models import (
    Appeal,
    Intervention,
    Report,
    ReportMessage,
    Target,
)
from augenhoehe.domain.moderation.policies import may_second
from augenhoehe.domain.moderation.selectors.appeals import deciders_to_tell
from augenhoehe.domain.moderation.selectors.reports import handlers_to_tell
from augenhoehe.domain.notifications.events import Noticed
from augenhoehe.domain.notifications.models import Notification
from augenhoehe.domain.people.models import Account, RoleGrant
from augenhoehe.domain.people.who import who_is
from augenhoehe.domain.spaces.events import SpacesLeaked
from augenhoehe.foundation.events import emit

Kind, Role = Notification.Kind, RoleGrant.Role
_SECONDS = (Role.MODERATOR, Role.AUDITOR, Role.INSPECTION)


def tell_moderators(event: ReportMade) -> None:
    """Whoever may handle a new report learns of it; of a wave once."""
    report = Report.objects.select_related("post").get(id=event.report_id)
    if not report.wave or report.wave == str(report.id):
        _tell(handlers_to_tell(report), Kind.MODERATION, report.id, "report")


def tell_reporter(event: ReportDecided) -> None:
    """Whoever reported learns the outcome."""
    report = Report.objects.get(id=event.report_id)
    if report.reporter_id is not None:
        _tell([report.reporter_id], Kind.REPORT_DECIDED, report.id, report.outcome)


def tell_of_message(event: ReportMessageSent) -> None:
    """The office asks something inside a report, or is answered."""
    message = ReportMessage.objects.select_related("report__post").get(id=event.message_id)
    report = message.report
    if not message.is_from_office:
        holder = [report.assigned_to_id] if report.assigned_to_id else handlers_to_tell(report)
        _tell(holder, Kind.MODERATION, report.id, "answer")
    elif message.conversation == ReportMessage.With.REPORTER:
        _tell([report.reporter_id], Kind.MODERATION, report.id, "to_reporter")
    else:
        writer = report.post.written_by_id if report.post is not None else None
        _tell([writer or report.account_id], Kind.MODERATION, report.id, "to_reported")


def tell_affected(event: InterventionTookEffect) -> None:
    """Whom a measure concerns is told at the moment it takes effect."""
    intervention = Intervention.objects.get(id=event.intervention_id)
    for target in intervention.targets.select_related("post"):
        _tell(_concerned(target), Kind.INTERVENTION, target.id, "in_force")


def tell_affected_of_end(event: InterventionEnded) -> None:
    """Whom it concerned is told that it is over."""
    targets = Target.objects.filter(intervention_id=event.intervention_id)
    if event.target_id is not None:
        targets = targets.filter(id=event.target_id)
    for target in targets.select_related("post"):
        _tell(
            _concerned(target), Kind.INTERVENTION, target.id, "restored" if event.won else "ended"
        )


def _concerned(target: Target) -> set[int | None]:
    """The person it is about; for a post of a voice, who wrote it."""
    if target.post is not None and target.post.written_by_id is not None:
        return {target.post.written_by_id}
    return {target.affected_id}


def tell_seconds(event: InterventionProposed) -> None:
    """A second person is asked: everybody who may be one."""
    intervention = Intervention.objects.get(id=event.intervention_id)
    holders = RoleGrant.objects.filter(role__in=_SECONDS, revoked_at__isnull=True)
    people = Account.objects.filter(id__in=holders.values("account_id"))
    fitting = [person.id for person in people if may_second(who_is(person), intervention)]
    _tell(fitting, Kind.MODERATION, intervention.id, "proposal")


def tell_admins(event: SpacesLeaked) -> None:
    """Something internal got out: those who run the server have to look at it."""
    holders = RoleGrant.objects.filter(role=Role.ADMIN, revoked_at__isnull=True)
    _tell(holders.values_list("account_id", flat=True), Kind.MODERATION, event.test_id, "leak")


def tell_deciders(event: AppealMade) -> None:
    """Whoever may decide an appeal learns of it."""
    appeal = Appeal.objects.select_related("intervention").get(id=event.appeal_id)
    _tell(deciders_to_tell(appeal), Kind.MODERATION, appeal.id, "appeal")


def tell_appellant(event: AppealDecided) -> None:
    """Whoever appealed learns the outcome. Whom it concerned hears of the end itself."""
    appeal = Appeal.objects.select_related("target__post").get(id=event.appeal_id)
    if appeal.target is not None:
        _tell(_concerned(appeal.target), Kind.INTERVENTION, appeal.target.id, appeal.outcome)
    elif appeal.account_id is not None:
        _tell([appeal.account_id], Kind.MODERATION, appeal.id, "objection")


def _tell(recipients: Iterable[int | None], kind: str, thing: int, step: str) -> None:
    wanted = {recipient for recipient in recipients if recipient is not None}
    local = Account.objects.filter(id__in=wanted, domain="", kind=Account.Kind.PERSON)
    for recipient in local.values_list("id", flat=True):
        notice = Notification.objects.create(
            recipient_id=recipient, kind=kind, thing=thing, step=step
        )
        emit(Noticed(notice.id, recipient))
