"""Links for critics without an account here: made, renewed, sent. Used in `by_link.py`."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from augenhoehe.domain.criticism.critics import Somebody
from augenhoehe.domain.criticism.events import CaseMoved, CaseOpened, LinkAsked, LinkWaits
from augenhoehe.domain.criticism.links import link_of, person_of
from augenhoehe.domain.criticism.messages import is_to_be_written
from augenhoehe.domain.criticism.models import ENDED, Case, CriticLink, Offer
from augenhoehe.domain.criticism.states import LINKS, K
from augenhoehe.domain.people.actions import instance_account
from augenhoehe.domain.people.models import Account
from augenhoehe.domain.posts.actions import publish_as_server
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.verdicts import NotAllowed

LINK_LASTS = timedelta(days=90)


@transaction.atomic
def make_link(*, to: Somebody, case: Case | None = None, offer: Offer | None = None) -> CriticLink:
    """A link for one person and one case or offer; works once, for ninety days."""
    link = CriticLink.objects.create(
        case=case,
        offer=offer,
        account=to if isinstance(to, Account) else None,
        contact=None if isinstance(to, Account) else to,
        created_at=clock.now(),
        ends_at=clock.now() + LINK_LASTS,
    )
    if link.account is not None and not link.account.is_local:
        emit(LinkWaits(link.id))
    return link


@transaction.atomic
def renew_link(token: str) -> None:
    """Somebody's link was used or is too old: send a new one to where the old one went."""
    link = link_of(token)
    person_of(link)
    if link.case is not None and link.case.state in ENDED:
        raise NotAllowed(_("This case has ended: there is nothing left to do in it."))
    if link.contact is not None:
        emit(LinkAsked(link.id))
    else:
        make_link(to=person_of(link), case=link.case, offer=link.offer)


@transaction.atomic
def link_was_sent(link: CriticLink, *, post: Post | None = None) -> None:
    """A link went to another server; `post` is the message it went with."""
    CriticLink.objects.filter(id=link.id).update(sent_at=clock.now(), post=post)


@transaction.atomic
def write_to_critic(link: CriticLink, *, text: str, language: str = "") -> Post | None:
    """Bring a link to a critic on another server: a direct message of the server, once.

    None where it went already, or nobody is to be written to; then it is not tried again.
    """
    waiting = CriticLink.objects.select_for_update(of=("self",)).filter(id=link.id, sent_at=None)
    rows = waiting.select_related("account", "case__post", "case__about", "offer__post__account")
    found = rows.select_related("offer__about", "offer__post__in_reply_to__account").first()
    if found is None:
        return None
    server, message = instance_account(), None
    if is_to_be_written(found, server):
        about = found.case or found.offer
        said = about.post if about is not None and about.post.deleted_at is None else None
        message = publish_as_server(
            server,
            text=text,
            language=language,
            audience=Post.Audience.DIRECT,
            in_reply_to=said,
            to=found.account,
        )
    link_was_sent(found, post=message)
    return message


def make_link_for_remote_critic(event: CaseOpened | CaseMoved) -> None:
    """Each step in the case of somebody on another server brings them a fresh link."""
    case = Case.objects.select_related("critic").get(id=event.case_id)
    if case.critic is None or case.critic.is_local or case.state in ENDED:
        return
    if isinstance(event, CaseMoved) and (event.kind in LINKS or event.kind == K.REMOVED):
        return
    make_link(to=case.critic, case=case)
