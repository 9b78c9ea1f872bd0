"""Letters to who reported, objected or appealed: plain text, with the way back.

Nothing somebody typed into a form goes out by mail, so the form is no way to write to others.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _

from augenhoehe.domain.moderation.events import (
    AppealDecided,
    ObjectionUnconfirmed,
    ReportDecided,
    ReportMade,
    ReportMessageSent,
)
from augenhoehe.domain.moderation.selectors.appeals import appeal_by_id, objection_by_id
from augenhoehe.domain.moderation.selectors.reports import message_by_id, report_by_id
from augenhoehe.domain.moderation.tokens_reports import objection_token, report_token
from augenhoehe.domain.people.actions import address_of
from augenhoehe.domain.people.selectors import login_of

if TYPE_CHECKING:
    from augenhoehe.domain.moderation.models import Appeal, Report
    from augenhoehe.domain.people.models import Account, MailContact


def acknowledge_report(event: ReportMade) -> None:
    """A report with an address is acknowledged at once; so is every notice (DSA Art. 16 (4))."""
    report = report_by_id(event.report_id)
    if report is None or not (report.contact or report.is_legal_notice):
        return
    with translation.override(_language(report)):
        subject = _("Your report on %(server)s has arrived") % {"server": settings.SERVER_NAME}
        if report.is_legal_notice:
            subject = _("Your notice to %(server)s has arrived") % {"server": settings.SERVER_NAME}
        parts = [
            _("it is read by a person, who has had no part in what it is about."),
            _("Here you can see at any time what became of it:") + f"\n{_status(report)}",
            _("You are told the outcome with its reasons, and what you can do about it."),
        ]
        _to_reporter(report, subject, parts)


def tell_outcome(event: ReportDecided) -> None:
    """Who left an address is written the outcome, with its reasons and the redress."""
    report = report_by_id(event.report_id)
    if report is None or not (report.contact or report.is_legal_notice):
        return
    with translation.override(_language(report)):
        subject = _("Your report on %(server)s is decided") % {"server": settings.SERVER_NAME}
        outcomes = {
            "nothing": _("we looked at what you reported, and nothing was restricted."),
            "answered": _("what you reported is answered, and not restricted."),
            "acted": _("something was done about what you reported."),
        }
        parts = [outcomes[report.outcome]]
        if report.answer:
            parts.append(_("The reasons:") + f"\n\n{report.answer}")
        parts += [
            _(
                "If you think that this is wrong, you can report it again with what is new, "
                "object to a measure on its page in the register, and go to a court at any time."
            ),
            _("All of it stands here:") + f"\n{_status(report)}",
        ]
        _to_reporter(report, subject, parts)


def tell_of_question(event: ReportMessageSent) -> None:
    """The office asks a reporter who has only an address; the question stands on the page."""
    message = message_by_id(event.message_id)
    if message is None or not message.is_from_office or message.conversation != "reporter":
        return
    report = message.report
    if report.contact is None:
        return
    with translation.override(_language(report)):
        parts = [
            _("there is a question about your report. You can read and answer it here:")
            + f"\n{_status(report)}"
        ]
        _to_reporter(report, _("A question about your report"), parts)


def ask_to_confirm(event: ObjectionUnconfirmed) -> None:
    """An objection by mail counts once this link was used."""
    appeal = objection_by_id(event.appeal_id)
    if appeal is None or appeal.contact is None or appeal.confirmed_at is not None:
        return
    with translation.override(appeal.contact.language or appeal.language or None):
        uid = appeal.intervention.uid
        link = f"{settings.BASE_URL}/register/{uid}/einwand/{objection_token(appeal)}"
        parts = [
            _("somebody objected with this address to an entry of our public register:")
            + f"\n{settings.BASE_URL}/register/{uid}",
            _("If that was you, please confirm it with this link. Then it is decided:")
            + f"\n{link}",
            _("If it was not you, there is nothing to do. The objection is forgotten in a week."),
        ]
        subject = _("Please confirm your objection")
        _send(address_of(appeal.contact), subject, parts)


def tell_appeal(event: AppealDecided) -> None:
    """Who appealed or objected is written how it was decided, and why."""
    appeal = appeal_by_id(event.appeal_id)
    found = _of_appellant(appeal) if appeal is not None else None
    if appeal is None or found is None:
        return
    address, language = found
    with translation.override(language or appeal.language or None):
        outcomes = {
            "upheld": _(
                "your appeal was looked at again by somebody who had no part in it. "
                "The decision stays."
            ),
            "changed": _(
                "your appeal was looked at again by somebody who had no part in it. "
                "The measure was shortened."
            ),
            "overturned": _(
                "your appeal was right. The measure was taken back; a post that was "
                "removed is back under its address."
            ),
        }
        parts = [
            outcomes[appeal.outcome],
            _("The reasons:") + f"\n\n{appeal.reasons}",
            _("The decision stands in the public register:")
            + f"\n{settings.BASE_URL}/register/{appeal.intervention.uid}",
            _("You can turn to an out-of-court dispute body or to a court at any time."),
        ]
        _send(address, _("Your appeal is decided"), parts)


def _of_appellant(appeal: Appeal) -> tuple[str, str] | None:
    if appeal.contact is not None:
        return address_of(appeal.contact), appeal.contact.language
    post = appeal.target.post if appeal.target is not None else None
    if post is not None and post.guest is not None:
        return address_of(post.guest), post.guest.language
    return _of_account(appeal.account)


def _of_account(account: Account | None) -> tuple[str, str] | None:
    login = login_of(account) if account is not None else None
    return (login.email, login.language) if login is not None and login.is_active else None


def _language(report: Report) -> str | None:
    contact: MailContact | None = report.contact
    return (contact.language if contact else "") or report.language or None


def _status(report: Report) -> str:
    return f"{settings.BASE_URL}/melden/{report_token(report)}"


def _to_reporter(report: Report, subject: str, parts: Sequence[str]) -> None:
    if report.contact is not None:
        _send(address_of(report.contact), subject, parts)
    elif (found := _of_account(report.reporter)) is not None:
        _send(found[0], subject, parts)


def _send(address: str, subject: str, parts: Sequence[str]) -> None:
    body = [_("Hello,"), *parts]
    EmailMessage(subject, "\n\n".join(body) + "\n", to=[address]).send()
