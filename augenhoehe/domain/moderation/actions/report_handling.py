"""Reports in the office: taken, passed on, decided with reasons; a wave as one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from augenhoehe.domain.moderation import waves
from augenhoehe.domain.moderation.actions.report import MAX_TEXT
from augenhoehe.domain.moderation.events import InterventionTookEffect, ReportDecided
from augenhoehe.domain.moderation.models import Intervention, Report, ReportStep, Target
from augenhoehe.domain.moderation.offices import office_of
from augenhoehe.domain.moderation.policies_reports import may_decide_report, may_handle
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.who import who_is
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid, NotAllowed, require

LEAST_ANSWER = 20  # characters, of what the reporter is told

Step = ReportStep.Kind


def _locked(report: Report) -> Report:
    return Report.objects.select_for_update(of=("self",)).select_related("post").get(id=report.id)


def _note(reports: Iterable[Report], kind: str, by: Account | None, to: Account | None) -> None:
    ReportStep.objects.bulk_create(
        ReportStep(report=report, kind=kind, by=by, to=to) for report in reports
    )


@transaction.atomic
def take_report(report: Report, *, by: Account) -> Report:
    """Look after a report and its wave; a colleague's too, which is taken over then."""
    seen, report = report, _locked(report)
    require(may_handle(who_is(by), report))
    _still_open(report)
    if report.assigned_to_id == by.id:
        return report
    if report.assigned_to_id != seen.assigned_to_id:
        raise NotAllowed(_("Somebody else took this a moment ago. Please look at it again."))
    _hand_to(report, by, Step.TAKEN, by)
    return report


@transaction.atomic
def assign_report(report: Report, to: Account, *, by: Account) -> Report:
    """Pass a report on to a colleague who may handle it."""
    report = _locked(report)
    require(may_handle(who_is(by), report))
    require(may_handle(who_is(to), report))
    _still_open(report)
    if report.assigned_to_id != to.id:
        _hand_to(report, to, Step.ASSIGNED, by)
    return report


@transaction.atomic
def give_report_back(report: Report, *, by: Account) -> Report:
    """Put a report one has taken back into the queue."""
    report = _locked(report)
    _still_open(report)
    if report.assigned_to_id != by.id:
        raise NotAllowed(_("You have not taken this report."))
    _hand_to(report, None, Step.GIVEN_BACK, by)
    return report


def _hand_to(report: Report, to: Account | None, kind: str, by: Account) -> None:
    together = waves.wave_of(report)
    state = Report.State.TAKEN if to is not None else Report.State.OPEN
    Report.objects.filter(id__in=[one.id for one in together]).update(assigned_to=to, state=state)
    report.assigned_to, report.state = to, state
    _note(together, kind, by, to)


def _still_open(report: Report) -> None:
    if report.is_decided:
        raise NotAllowed(_("This was decided meanwhile. Please look at it again."))


@transaction.atomic
def classify_report(report: Report, *, by: Account, category: str, clause_key: str) -> Report:
    """Say what a report is really about, while it is open; what the reporter wrote stays."""
    report = _locked(report)
    require(may_decide_report(who_is(by), report))
    if category not in Report.Category.values:
        raise Invalid(_("Please choose what is wrong."), field="category")
    report.category, report.clause_key = category, clause_key
    report.save(update_fields=["category", "clause_key"])
    return report


@transaction.atomic
def add_to_wave(report: Report, posts: Sequence[Post], *, by: Account) -> int:
    """Take posts that say the same, and that nobody reported, into the wave; how many."""
    report = _locked(report)
    require(may_decide_report(who_is(by), report))
    alike = {post.id for post in waves.others_alike(report)}
    added = [post for post in posts if post.id in alike]
    if added and not report.wave:
        report.wave = str(report.id)
        report.save(update_fields=["wave"])
    for post in added:
        _add(report, post)
    return len(added)


def _add(report: Report, post: Post) -> None:
    words, link = waves.prints_of(post)
    Report.objects.create(
        post=post,
        account=post.account,
        category=report.category,
        clause_key=report.clause_key,
        wave=report.wave,
        words_print=words,
        link_print=link,
        state=report.state,
        assigned_to=report.assigned_to,
    )


@transaction.atomic
def decide_report(report: Report, *, by: Account, outcome: str, answer: str) -> list[Report]:
    """Decide a report, and its wave with it, and tell everybody who reported the reasons.

    That something was done (`acted`) is said by an intervention, and here only if there is one.
    """
    report = _locked(report)
    require(may_decide_report(who_is(by), report))
    if outcome not in Report.Outcome.values:
        raise Invalid(_("Please choose an outcome."), field="outcome", code="empty")
    if outcome == Report.Outcome.ACTED and not _something_is_in_force(report):
        message = _("Nothing is in force against it. Please decide on a measure first.")
        raise Invalid(message, field="outcome", code="nothing_done")
    answer = tidy(answer).strip()
    if len(answer) < LEAST_ANSWER:
        message = _("Please give the reasons in a sentence at least; the reporter reads them.")
        raise Invalid(message, field="answer", code="empty")
    if len(answer) > MAX_TEXT:
        message = _("At most %(most)d characters, please.") % {"most": MAX_TEXT}
        raise Invalid(message, field="answer", code="too_long")
    return _close(waves.wave_of(report), by, outcome, answer)


def _something_is_in_force(report: Report) -> bool:
    against = Q(account_id=report.account_id, post__isnull=True)
    if report.post_id is not None:
        against |= Q(post_id=report.post_id)
    rows = Target.objects.filter(against, lifted_at__isnull=True)
    return rows.filter(intervention__state=Intervention.State.IN_FORCE).exists()


def decide_by_intervention(event: InterventionTookEffect) -> None:
    """What was reported is restricted now: the reports of it are decided by that."""
    intervention = Intervention.objects.select_related("decided_by", "report").get(
        id=event.intervention_id
    )
    report, by = intervention.report, intervention.decided_by
    if report is None or by is None or not may_handle(who_is(by), report):
        return
    targets = list(intervention.targets.values_list("post_id", "account_id"))
    posts, accounts = {post for post, _account in targets}, {account for _post, account in targets}
    met = [
        one
        for one in waves.wave_of(report)
        if not one.is_decided
        and (one.post_id in posts - {None} or one.account_id in accounts - {None})
    ]
    _close(met, by, Report.Outcome.ACTED, "")


def _close(reports: list[Report], by: Account, outcome: str, answer: str) -> list[Report]:
    office, now = office_of(by), clock.now()
    for report in reports:
        report.state, report.outcome, report.answer = Report.State.DECIDED, outcome, answer
        report.decided_by, report.office, report.decided_at = by, office, now
    names = ["state", "outcome", "answer", "decided_by", "office", "decided_at"]
    Report.objects.bulk_update(reports, names, batch_size=200)
    _note(reports, Step.DECIDED, by, None)
    for report in reports:
        emit(ReportDecided(report.id))
    return reports
