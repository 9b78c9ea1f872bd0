"""Posts of people who have no account: they stand under the desk's, with their own name."""

from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.people.actions import desk_account
from augenhoehe.domain.people.models import Account, MailContact
from augenhoehe.domain.posts import wording as wordings
from augenhoehe.domain.posts.actions.publish import bring_out, submitted_before
from augenhoehe.domain.posts.audience import (
    EVERYBODY,
    OPEN,
    Audience,
    narrowest,
    readable,
    reader_for,
)
from augenhoehe.domain.posts.brakes import ask_for_patience, ask_guest_for_patience
from augenhoehe.domain.posts.models import Post
from augenhoehe.domain.posts.policies import (
    may_publish_as_guest,
    may_publish_for_somebody,
    takes_replies,
)
from augenhoehe.domain.posts.wording import Wording
from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import Invalid, NotAllowed, require
from augenhoehe.foundation.words import guess_language

MAX_NAME = 60


@transaction.atomic
def publish_guest_post(
    *,
    guest: MailContact,
    name: str,
    text: str,
    language: str = "",
    in_reply_to: Post | None = None,
    audience: int = Audience.PUBLIC,
) -> Post:
    """Somebody without an account says something, under the name they give.

    Their address must have been confirmed. Raises `Invalid`, `NotAllowed` or `Patience`.
    """
    require(may_publish_as_guest(guest))
    wording = wordings.checked(Wording(text=text, language=language))
    audience = _audience_beside(in_reply_to, audience)
    ask_guest_for_patience(guest, wording.text)
    return _bring_out(_name(name), wording, audience, in_reply_to, guest=guest, by=None)


@transaction.atomic
def publish_for_somebody(
    *,
    by: Account,
    text: str,
    name: str = "",
    guest: MailContact | None = None,
    language: str = "",
    in_reply_to: Post | None = None,
    audience: int = Audience.PUBLIC,
    submission: str | None = None,
) -> Post:
    """Bring in what somebody else said: on the telephone, in a letter, or elsewhere.

    `name` is theirs, if they gave one; `guest` their address, if they want letters. Who
    brought it in stands below and cannot change or delete it: the words are not theirs.
    """
    if submission and (twin := submitted_before(by, submission)):
        return twin
    require(may_publish_for_somebody(reader_for(by)))
    wording = wordings.checked(Wording(text=text, language=language))
    audience = _audience_beside(in_reply_to, audience)
    ask_for_patience(by, wording.text)
    name = _name(name or _("Somebody"))
    return _bring_out(
        name, wording, audience, in_reply_to, guest=guest, by=by, submission=submission
    )


def _name(name: str) -> str:
    name = tidy(name).strip()
    if not name:
        raise Invalid(_("Please give a name."), field="name", code="empty")
    if len(name) > MAX_NAME:
        raise Invalid(
            _("At most %(most)d characters, please.") % {"most": MAX_NAME},
            field="name",
            code="too_long",
        )
    return name


def _audience_beside(parent: Post | None, audience: int) -> int:
    if audience not in OPEN:
        raise Invalid(_("Please choose for whom this post is."), field="audience")
    if parent is None:
        return audience
    if not Post.objects.filter(readable(EVERYBODY), id=parent.id, boost_of=None).exists():
        raise NotAllowed(_("This post cannot be read, so it cannot be replied to."))
    require(takes_replies(parent))
    return narrowest(audience, parent)


def _bring_out(
    name: str,
    wording: Wording,
    audience: int,
    parent: Post | None,
    *,
    guest: MailContact | None,
    by: Account | None,
    submission: str | None = None,
) -> Post:
    mentioned = wordings.mentioned_accounts(wording.text)
    post = Post(
        account=desk_account(),
        written_by=by,
        guest=guest,
        guest_name=name,
        audience=audience,
        space=parent.space if parent and audience == Audience.PUBLIC else None,
        in_reply_to=parent,
        thread_id=(parent.thread_id or parent.id) if parent else None,
        text=wording.text,
        html=wordings.rendered(wording.text, mentioned),
        language=wording.language or guess_language(wording.text) or "",
        submission=submission,
    )
    bring_out(post, wording, mentioned)
    return post
