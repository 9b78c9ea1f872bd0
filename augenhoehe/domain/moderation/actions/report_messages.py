"""Conversations inside a report: between the office and who reported, or who is reported.

Neither of the two reads what the other writes, and both know the office by its pseudonym.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.moderation.events import ReportMessageSent
from augenhoehe.domain.moderation.models import Office, Report, ReportMessage
from augenhoehe.domain.moderation.offices import office_of
from augenhoehe.domain.moderation.policies_reports import may_answer_office, may_handle
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.who import who_is
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid, NotAllowed, require

MAX_MESSAGE = 3000
MOST_UNANSWERED = 10  # messages of one side in a row

With = ReportMessage.With


@transaction.atomic
def write_in_report(report: Report, conversation: str, *, by: Account, text: str) -> ReportMessage:
    """Write to who reported, or to who is reported, as an office."""
    report = Report.objects.select_related("post").get(id=report.id)
    require(may_handle(who_is(by), report))
    if conversation not in With.values:
        raise Invalid(_("Please choose to whom you write."), field="conversation")
    if conversation == With.REPORTER and not (report.reporter_id or report.contact_id):
        raise NotAllowed(_("Nobody can be written to: the report has no account and no address."))
    return _write(report, conversation, text, office=office_of(by))


@transaction.atomic
def answer_in_report(
    report: Report, conversation: str, *, text: str, by: Account | None
) -> ReportMessage:
    """Answer the office: `by` an account of that side, or None for who came by a signed link."""
    report = Report.objects.select_related("post").get(id=report.id)
    if conversation not in With.values:
        raise Invalid(_("Please choose to whom you write."), field="conversation")
    if by is not None:
        require(may_answer_office(who_is(by), report))
        if (by.id == report.reporter_id) != (conversation == With.REPORTER):
            raise NotAllowed(_("This conversation is between the office and somebody else."))
    said = ReportMessage.objects.filter(report=report, conversation=conversation)
    if not said.filter(office__isnull=False).exists():
        raise NotAllowed(_("The office has not asked anything here."))
    latest = list(said.order_by("-id")[:MOST_UNANSWERED])
    if len(latest) == MOST_UNANSWERED and not any(one.is_from_office for one in latest):
        raise NotAllowed(_("Please wait for an answer of the office."))
    return _write(report, conversation, text, office=None)


def _write(report: Report, conversation: str, text: str, office: Office | None) -> ReportMessage:
    text = tidy(text).strip()
    if not text:
        raise Invalid(_("Please write something."), field="text", code="empty")
    if len(text) > MAX_MESSAGE:
        message = _("At most %(most)d characters, please.") % {"most": MAX_MESSAGE}
        raise Invalid(message, field="text", code="too_long")
    sent = ReportMessage.objects.create(
        report=report, conversation=conversation, text=text, office=office
    )
    emit(ReportMessageSent(sent.id))
    return sent
