"""Signed links for people without an account: to a report, and to confirm an objection.

Nothing is stored: the link is shown once and mailed where there is an address.
"""

from __future__ import annotations

from django.core import signing

from augenhoehe.domain.moderation.models import Appeal, Report, ReportMessage

_REPORT, _OBJECTION = "augenhoehe.report", "augenhoehe.objection"


def report_token(report: Report, side: str = ReportMessage.With.REPORTER) -> str:
    """What stands at the end of the link for one of the two sides of a report."""
    return token_of_report(report.id, side)


def token_of_report(report_id: int, side: str = ReportMessage.With.REPORTER) -> str:
    """The same by its number, where a list has no more."""
    return _signed([report_id, str(side)], _REPORT)


def report_of(token: str) -> tuple[Report, str] | None:
    """The report and the side a link is for; None if somebody made it up or cut it off."""
    match _loaded(token, _REPORT):
        case [int(number), str(side)] if side in ReportMessage.With.values:
            rows = Report.objects.select_related("account", "post", "office", "contact")
            report = rows.filter(id=number).first()
            return (report, side) if report is not None else None
    return None


def objection_token(appeal: Appeal) -> str:
    """What stands at the end of the link that confirms an objection."""
    return _signed(appeal.id, _OBJECTION)


def objection_of(token: str) -> Appeal | None:
    """The objection a link confirms; None if somebody made it up."""
    number = _loaded(token, _OBJECTION)
    if not isinstance(number, int):
        return None
    return Appeal.objects.select_related("intervention", "contact").filter(id=number).first()


def _signed(thing: object, purpose: str) -> str:
    """Always the same for the same thing: a letter that is sent again has the same link."""
    return signing.Signer(salt=purpose).sign_object(thing)


def _loaded(token: str, purpose: str) -> object:
    try:
        return signing.Signer(salt=purpose).unsign_object(token)
    except (signing.BadSignature, ValueError):
        return None
