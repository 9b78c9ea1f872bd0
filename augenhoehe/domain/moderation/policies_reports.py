"""Who may report, and who may handle a report. Nobody handles what they are part of."""

from __future__ import annotations

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.moderation.models import Report
from augenhoehe.domain.people.models import Account, Restriction, RoleGrant, VoiceMembership
from augenhoehe.domain.people.who import Who
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation.rights import Right
from augenhoehe.foundation.verdicts import YES, Verdict, no

Role = RoleGrant.Role
_DECIDED = _("This report is decided.")


def may_report(who: Who, account: Account, post: Post | None = None) -> Verdict:
    """Report a post one can read, or a person: everybody, signed in or not."""
    mine = {account.id, post.written_by_id if post is not None else None}
    if who.account_id is not None and who.account_id in mine:
        return no(_("This is your own. You can edit or delete it yourself."))
    if account.left_at and post is None:
        return no(_("This account has left."))
    return YES


def may_handle(who: Who, report: Report) -> Verdict:
    """Take a report, read what it is about, write to both sides, decide.

    Not who reported it, not who is reported, not who wrote it; and nobody of the team of a
    reported voice, as long as another moderator is there.
    """
    if not who.has_role(Role.MODERATOR) or who.is_suspended or who.account_id is None:
        return no(_("Only moderators handle reports, under an office with a name of its own."))
    if who.account_id == report.reporter_id:
        return no(_("You reported this yourself. Somebody else decides it."))
    written_by = report.post.written_by_id if report.post is not None else None
    if who.account_id in (report.account_id, written_by):
        return no(_("This report is about you. Somebody else decides it."))
    if report.account_id in who.voices and _somebody_else_can(report, written_by):
        return no(_("You write for this voice. Somebody who does not decides it."))
    return YES


def _somebody_else_can(report: Report, written_by: int | None) -> bool:
    team = VoiceMembership.objects.filter(voice_id=report.account_id, left_at__isnull=True)
    others = RoleGrant.objects.filter(role=Role.MODERATOR, revoked_at__isnull=True)
    others = others.exclude(account_id__in=team.values("person_id"))
    shut_out = F("account__restrictions").bitand(Restriction.SUSPENDED)
    others = others.annotate(shut_out=shut_out).filter(shut_out=0)
    return others.exclude(account_id__in=[report.reporter_id or 0, written_by or 0]).exists()


def may_read_reported(who: Who, report: Report) -> Verdict:
    """Read a reported post that only some may read: who has the report, while it is open.

    Taking it is written down, so it stays known who could read it.
    """
    if not may_handle(who, report):
        return may_handle(who, report)
    if report.is_decided:
        return no(_("This report is decided; what it is about is for its readers again."))
    if report.assigned_to_id != who.account_id:
        return no(_("Take the report first. Then you can read what it is about."))
    return YES


def may_decide_report(who: Who, report: Report) -> Verdict:
    """Decide a report: who may handle it and has taken it, or nobody has."""
    if not may_handle(who, report):
        return may_handle(who, report)
    if report.is_decided:
        return no(_("This was decided meanwhile. Please look at it again."))
    if report.assigned_to_id not in (None, who.account_id):
        return no(_("A colleague looks after this report. Take it over first."))
    return YES


def may_answer_office(who: Who, report: Report) -> Verdict:
    """Answer the office inside a report: who reported, or who is reported."""
    if who.account_id is not None and who.account_id == report.reporter_id:
        return YES
    mine = {report.account_id, report.post.written_by_id if report.post is not None else None}
    if who.account_id is not None and (who.account_id in mine or report.account_id in who.voices):
        return YES
    return no(_("This conversation is between the office and somebody else."))


def _imagined(reporter_id: int = 0) -> Report:
    return Report(id=71, account_id=13, reporter_id=reporter_id or 14)


def _rights() -> list[Right]:
    return [
        Right(
            "reports.report",
            _("Report a post or a person, and be told the outcome"),
            lambda s: may_report(s.who, s.somebody, s.public_post),
            (may_report,),
        ),
        Right(
            "reports.handle",
            _("Handle a report about somebody else"),
            lambda s: may_handle(s.who, _imagined()),
            (may_handle, may_decide_report),
        ),
        Right(
            "reports.handle_own",
            _("Decide on one's own report"),
            lambda s: may_handle(s.who, _imagined(s.who.account_id or 14)),
        ),
        Right(
            "reports.read_reported",
            _("Read a reported post that is not public, without having taken the report"),
            lambda s: may_read_reported(s.who, _imagined()),
            (may_read_reported,),
        ),
        Right(
            "reports.answer",
            _("Answer the office inside one's own report"),
            lambda s: may_answer_office(s.who, _imagined(s.who.account_id or 14)),
            (may_answer_office,),
        ),
    ]


REPORT_RIGHTS = _rights()
