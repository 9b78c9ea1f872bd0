"""Criticism that does not begin as somebody's post here.

From the public form; entered by a member for somebody who telephoned or wrote; or brought in
by anybody from elsewhere. Who entered or brought it in is not its critic.
"""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.criticism.critics import Somebody, asking
from augenhoehe.domain.criticism.events import CaseOpened
from augenhoehe.domain.criticism.history import write_down
from augenhoehe.domain.criticism.models import Case, Submission
from augenhoehe.domain.criticism.policies_entering import may_bring_in, may_enter, may_submit
from augenhoehe.domain.criticism.states import Hand, K, S
from augenhoehe.domain.people.actions import keep_contact
from augenhoehe.domain.people.models import Account, MailContact
from augenhoehe.domain.people.who import who_is
from augenhoehe.domain.posts.actions import publish_for_somebody, publish_guest_post
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid, require

ENTERED = (Case.Channel.TELEPHONE, Case.Channel.LETTER, Case.Channel.MAIL)
MAX_EXCERPT = 1000
_is_address = URLValidator(schemes=["https", "http"])


def begin_case_of_contact(submission: Submission, contact: MailContact) -> Case:
    """What came by the form becomes a post and a case of the person behind the address."""
    post = publish_guest_post(
        guest=contact,
        name=submission.name,
        text=submission.text,
    )
    return _begin(
        post,
        about=submission.about,
        channel=Case.Channel.FORM,
        by=contact,
        hand=Hand.CRITIC,
        contact=contact,
        wanted=submission.wanted,
    )


@transaction.atomic
def enter_case(
    *,
    by: Account,
    about: Account,
    channel: str,
    text: str,
    name: str = "",
    address: str = "",
    wanted: str = "",
    topic: str = "",
    language: str = "",
    submission: str | None = None,
) -> Case:
    """Write down what somebody said on the telephone, in a letter or by mail.

    With their mail `address` they are told of every step and can say whether it is resolved;
    without it nobody can, and the case can only rest.
    """
    require(may_enter(who_is(by)))
    require(may_submit(about))
    if channel not in ENTERED:
        raise Invalid(_("Please choose how it reached you."), field="channel", code="empty")
    _check_not_own(address, by)
    contact = (
        keep_contact(checked_address(address), name=name, language=language) if address else None
    )
    post = publish_for_somebody(
        by=by, text=text, name=name, guest=contact, language=language, submission=submission
    )
    if twin := Case.objects.filter(post=post).first():
        return twin
    return _begin(
        post,
        about=about,
        channel=channel,
        by=by,
        hand=Hand.MEMBER,
        contact=contact,
        wanted=tidy(wanted).strip()[:500],
        topic=" ".join(tidy(topic).split())[:60],
    )


def _check_not_own(address: str, by: Account) -> None:
    if address.strip().casefold() == by.login.email.casefold():
        raise Invalid(
            _("This is your own address: whoever it belongs to can confirm the answer."),
            field="address",
            code="own",
        )


def checked_address(address: str) -> str:
    """A mail address, if it is one."""
    address = address.strip()
    try:
        validate_email(address)
    except ValidationError:
        raise Invalid(_("This is no mail address."), field="address", code="malformed") from None
    return address


@transaction.atomic
def bring_in(*, by: Somebody, about: Account, url: str, excerpt: str, language: str = "") -> Case:
    """Bring in criticism that stands elsewhere, with its address and an excerpt.

    The same address twice is one case. Its critic is somebody there: nobody here confirms it.
    """
    require(may_bring_in(asking(by)))
    require(may_submit(about))
    url = checked_source(url)
    if known := Case.objects.filter(source_url=url).order_by("id").first():
        return known
    text = _excerpt(excerpt)
    host = urlsplit(url).hostname or ""
    if isinstance(by, MailContact):
        post = publish_guest_post(guest=by, name=_at(host), text=text, language=language)
    else:
        post = publish_for_somebody(by=by, name=_at(host), text=text, language=language)
    return _begin(
        post, about=about, channel=Case.Channel.ELSEWHERE, by=by, hand=Hand.ANYONE, source_url=url
    )


def _at(host: str) -> str:
    """Nobody's name is carried here from elsewhere: whoever wants to know follows the link."""
    return host.removeprefix("www.")[:60]


def _excerpt(text: str) -> str:
    text = tidy(text).strip()
    if len(text) > MAX_EXCERPT:
        raise Invalid(
            _("Please quote what matters, in at most %(most)d characters; the rest is there.")
            % {"most": MAX_EXCERPT},
            field="text",
            code="too_long",
        )
    return text


def checked_source(url: str) -> str:
    """An address at which criticism stands, without what only follows readers around."""
    url = tidy(url).strip()
    try:
        _is_address(url)
    except ValidationError:
        raise Invalid(
            _("Please give the whole address, beginning with https://."),
            field="source_url",
            code="malformed",
        ) from None
    if len(url) > 1000:
        raise Invalid(_("This address is too long."), field="source_url", code="too_long")
    return url


def _begin(
    post: Post,
    *,
    about: Account,
    channel: str,
    by: Somebody,
    hand: Hand,
    contact: MailContact | None = None,
    wanted: str = "",
    topic: str = "",
    source_url: str = "",
) -> Case:
    case = Case.objects.create(
        post=post,
        about=about,
        contact=contact,
        channel=channel,
        entered_by=by if isinstance(by, Account) else None,
        source_url=source_url,
        topic=topic,
        wanted=wanted,
        audience=post.audience,
    )
    write_down(case, K.OPENED, to=S.OPEN, by=by, hand=hand, text=wanted, post=post)
    emit(CaseOpened(case.id))
    return case
