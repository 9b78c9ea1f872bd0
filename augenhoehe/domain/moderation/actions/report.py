"""Reports are made by anybody, signed in or not; also as a notice of unlawful content."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.moderation import waves
from augenhoehe.domain.moderation.events import ReportMade, ReportPassedOn
from augenhoehe.domain.moderation.models import Report
from augenhoehe.domain.moderation.policies_reports import (
    may_report,
)
from augenhoehe.domain.people.actions import keep_contact
from augenhoehe.domain.people.models import Account, MailContact
from augenhoehe.domain.people.who import who_is
from augenhoehe.domain.posts.audience import readable, reader_for
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid, NotAllowed, require

MAX_TEXT = 5000
LEAST_EXPLANATION = 40  # characters, of a notice of unlawful content

_Category = Report.Category


@dataclass(frozen=True, slots=True, kw_only=True)
class Complaint:
    """What somebody reports, and why. With `is_legal_notice` the fields of DSA Art. 16 (2).

    `address` is where the outcome is written to, for people without an account. `forward`:
    the server of a reported person elsewhere is told what is reported and `text`, never by whom.
    """

    category: str
    clause_key: str = ""
    text: str = ""
    language: str = ""
    address: str = ""
    is_legal_notice: bool = False
    norm: str = ""
    url: str = ""
    name: str = ""
    good_faith: bool = False
    forward: bool = False


@transaction.atomic
def make_report(thing: Post | Account, complaint: Complaint, *, by: Account | None) -> Report:
    """Report a post or a person. Reporting the same again before it is decided is once.

    Raises `Invalid` for what is missing, and as if there were nothing where `by` cannot read it.
    """
    post, account = (thing, thing.account) if isinstance(thing, Post) else (None, thing)
    if post is not None and not _can_read(by, post):
        raise NotAllowed(_("There is no such post, or it is not for you."))
    require(may_report(who_is(by), account, post))
    complaint = _checked(complaint, by)
    contact = _contact(complaint) if by is None else None
    if earlier := _open_report(post, account, by, contact):
        return earlier
    report = Report(post=post, account=account, reporter=by, contact=contact)
    _fill_in(report, complaint)
    if complaint.forward and account.domain:
        report.passed_on_at = clock.now()
    waves.join_wave(report)
    report.save()
    emit(ReportMade(report.id))
    if report.passed_on_at is not None:
        emit(ReportPassedOn(report.id))
    return report


def _can_read(by: Account | None, post: Post) -> bool:
    return Post.objects.filter(readable(reader_for(by)), id=post.id).exists()


def _fill_in(report: Report, complaint: Complaint) -> None:
    for name in ("category", "clause_key", "text", "language", "is_legal_notice"):
        setattr(report, name, getattr(complaint, name))
    if complaint.is_legal_notice:
        for name in ("norm", "url", "name", "good_faith"):
            setattr(report, name, getattr(complaint, name))


def _open_report(
    post: Post | None, account: Account, by: Account | None, contact: MailContact | None
) -> Report | None:
    if by is None and contact is None:
        return None
    rows = Report.objects.exclude(state=Report.State.DECIDED).filter(
        post=post, account=account, reporter=by, contact=contact
    )
    return rows.first()


def _contact(complaint: Complaint) -> MailContact | None:
    if not complaint.address:
        return None
    return keep_contact(complaint.address, name=complaint.name, language=complaint.language)


def _checked(complaint: Complaint, by: Account | None) -> Complaint:
    words: dict[str, Any] = {
        name: tidy(getattr(complaint, name)).strip()
        for name in ("text", "norm", "url", "name", "address")
    }
    complaint = replace(complaint, **words)
    if complaint.category not in _Category.values:
        raise Invalid(_("Please choose what is wrong."), field="category", code="empty")
    for name, most in (("text", MAX_TEXT), ("norm", 200), ("url", 500), ("name", 100)):
        if len(words[name]) > most:
            message = _("At most %(most)d characters, please.") % {"most": most}
            raise Invalid(message, field=name, code="too_long")
    if complaint.address:
        _check_address(complaint.address)
    if complaint.is_legal_notice:
        _check_notice(complaint, by)
    elif complaint.category == _Category.OTHER and not complaint.text:
        raise Invalid(_("Please say in a sentence what is wrong."), field="text", code="empty")
    return complaint


def _check_address(address: str) -> None:
    try:
        validate_email(address)
    except ValidationError:
        raise Invalid(_("This is no mail address."), field="address", code="malformed") from None


def _check_notice(complaint: Complaint, by: Account | None) -> None:
    """DSA Art. 16 (2): explanation, exact place, name and address, good faith.

    Name and address are not asked for where it is about the abuse of children (c).
    """
    if len(complaint.text) < LEAST_EXPLANATION:
        message = _("Please explain in some detail why this is unlawful.")
        raise Invalid(message, field="text", code="empty")
    if not complaint.url:
        raise Invalid(_("Please say exactly where it stands."), field="url", code="empty")
    if complaint.category != _Category.MINORS:
        if not complaint.name:
            raise Invalid(_("A notice needs your name."), field="name", code="empty")
        if by is None and not complaint.address:
            raise Invalid(_("A notice needs your mail address."), field="address", code="empty")
    if not complaint.good_faith:
        message = _("Please confirm that you believe what you say is accurate and complete.")
        raise Invalid(message, field="good_faith", code="empty")
