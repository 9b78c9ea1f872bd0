"""Criticism from the public form: kept until its address is confirmed, then it is a case."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from augenhoehe.domain.criticism.actions.entering import (
    begin_case_of_contact,
    bring_in,
    checked_address,
    checked_source,
)
from augenhoehe.domain.criticism.events import SubmissionMade
from augenhoehe.domain.criticism.links import submission_of
from augenhoehe.domain.criticism.models import Case, CriticLink, Submission
from augenhoehe.domain.criticism.policies_entering import may_submit
from augenhoehe.domain.people.actions import confirm_contact, keep_contact
from augenhoehe.domain.people.models import Account, MailContact
from augenhoehe.domain.posts import wording
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid, NotAllowed, require

_known = Q(contact__isnull=False)
CONFIRM_WITHIN = timedelta(hours=48)
MAX_NAME = 60
MAX_WANTED = 500


@transaction.atomic
def submit_criticism(
    *,
    about: Account,
    address: str,
    text: str,
    name: str = "",
    wanted: str = "",
    source_url: str = "",
    language: str = "",
) -> Submission:
    """Criticise without an account; a letter asks whether the address is one's own.

    With a `source_url` it is somebody else's criticism, said there, and is brought in.
    Nothing is public before. Raises `Invalid` with the field that is wrong.
    """
    require(may_submit(about))
    source_url = checked_source(source_url) if source_url else ""
    submission = Submission.objects.create(
        contact=keep_contact(checked_address(address), name=tidy(name).strip(), language=language),
        about=about,
        name=_name(name, needed=not source_url),
        text=wording.checked(wording.Wording(text=text)).text,
        wanted=tidy(wanted).strip()[:MAX_WANTED],
        source_url=source_url,
        language=language,
        created_at=clock.now(),
        ends_at=clock.now() + CONFIRM_WITHIN,
    )
    emit(SubmissionMade(submission.id))
    return submission


def _name(name: str, *, needed: bool) -> str:
    name = " ".join(tidy(name).split())
    if needed and not name:
        raise Invalid(_("Please give a name."), field="name", code="empty")
    if len(name) > MAX_NAME:
        raise Invalid(
            _("At most %(most)d characters, please.") % {"most": MAX_NAME},
            field="name",
            code="too_long",
        )
    return name


@transaction.atomic
def confirm_submission(token: str) -> Case:
    """The address answered: what was written is public now, as a case. Twice is once."""
    found = submission_of(token)
    Submission.objects.select_for_update().filter(id=found.id).first()
    submission = submission_of(token)
    if submission.case is not None:
        return submission.case
    if submission.ends_at <= clock.now():
        raise NotAllowed(
            _("This link is too old: it worked for two days. Please write again what it is about.")
        )
    contact = _confirmed(submission.contact)
    if submission.source_url:
        case = bring_in(
            by=contact,
            about=submission.about,
            url=submission.source_url,
            excerpt=submission.text,
            language=submission.language,
        )
    else:
        case = begin_case_of_contact(submission, contact)
    submission.case = case
    submission.save(update_fields=["case"])
    return case


def _confirmed(contact: MailContact) -> MailContact:
    confirm_contact(contact)
    contact.refresh_from_db()
    return contact


def forget_unconfirmed() -> int:
    """What was never confirmed goes, and the address with it. Runs daily; returns how many."""
    late = Submission.objects.filter(case__isnull=True, ends_at__lt=clock.now() - CONFIRM_WITHIN)
    contacts = list(late.values_list("contact_id", flat=True))
    gone = late.delete()[1].get(Submission._meta.label, 0)
    strangers = MailContact.objects.filter(id__in=contacts, confirmed_at__isnull=True)
    strangers = strangers.exclude(id__in=Submission.objects.values("contact_id"))
    strangers = strangers.exclude(id__in=Case.objects.filter(_known).values("contact_id"))
    strangers = strangers.exclude(id__in=CriticLink.objects.filter(_known).values("contact_id"))
    guests = Post.objects.filter(guest__isnull=False).values("guest_id")
    strangers.exclude(id__in=guests).delete()
    return gone
