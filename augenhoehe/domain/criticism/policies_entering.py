"""Who may bring criticism in: everybody their own, and everybody may point to it."""

from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.criticism.critics import Asking
from augenhoehe.domain.criticism.models import Offer
from augenhoehe.domain.people.models import Account, MailContact
from augenhoehe.domain.people.policies import may_write
from augenhoehe.domain.people.who import Who
from augenhoehe.domain.posts.audience import Audience
from augenhoehe.domain.posts.models import Post
from augenhoehe.foundation import clock
from augenhoehe.foundation.rights import Right
from augenhoehe.foundation.verdicts import YES, Verdict, no

_NARROW = (Audience.FOLLOWERS, Audience.DIRECT)
_SUSPENDED = _("While you are suspended you can read and appeal.")


def may_open_case(who: Who, post: Post, about: Account) -> Verdict:
    """Make a case of one's own post: nobody else can, and nobody has to."""
    if not (who.is_known and who.is_person) or post.account_id != who.account_id:
        return no(_("Only its author can say that a post is criticism."))
    if not may_write(who):
        return may_write(who)
    return _can_be_case(post, about)


def _can_be_case(post: Post, about: Account) -> Verdict:
    if not about.is_voice or about.domain:
        return no(_("Criticism is addressed to a voice of the organisation."))
    if post.audience in _NARROW:
        return no(_("A case needs a post that others can read; this one is for a few."))
    if post.boost_of_id is not None or post.deleted_at is not None:
        return no(_("There is nothing here to make a case of."))
    return YES


def may_mark(who: Who, post: Post, about: Account) -> Verdict:
    """Say of somebody's post: this is criticism. Its author decides whether it is a case."""
    if not (who.is_known and who.is_person and who.is_local):
        return no(_("Please sign in to mark a post as criticism."))
    if who.is_suspended:
        return no(_SUSPENDED)
    return _can_be_case(post, about)


def may_decide_offer(who: Asking, offer: Offer) -> Verdict:
    """Make a case of one's post, or not: its author. Declined once, it is not asked again."""
    if isinstance(who, MailContact) or not who.is_known:
        return no(_("Only its author can say that a post is criticism."))
    if who.account_id != offer.post.account_id:
        return no(_("Only its author can say that a post is criticism."))
    if offer.state != Offer.State.OPEN:
        return no(_("This was decided already."))
    return YES


def may_enter(who: Who) -> Verdict:
    """Write down what somebody said on the telephone or wrote in a letter."""
    return YES if who.is_member else no(_("Only members of the organisation can do that."))


def may_bring_in(who: Asking) -> Verdict:
    """Bring in criticism that stands elsewhere: everybody, with an account or an address."""
    if isinstance(who, MailContact):
        if who.confirmed_at is None:
            return no(_("Please confirm your mail address first: we sent you a link."))
        return YES
    if not (who.is_known and who.is_person):
        return no(_("Please sign in, or give a mail address."))
    if who.is_suspended:
        return no(_SUSPENDED)
    return YES


def may_submit(about: Account) -> Verdict:
    """Criticise without an account: everybody, a voice of the organisation."""
    if not about.is_voice or about.domain:
        return no(_("Criticism is addressed to a voice of the organisation."))
    return YES


def _rights() -> list[Right]:
    return [
        Right(
            "criticism.open",
            _("Make a case of one's own criticism"),
            lambda s: may_open_case(s.who, s.own_post, s.voice),
            (may_open_case,),
        ),
        Right(
            "criticism.submit",
            _("Criticise without an account, with a mail address"),
            lambda s: may_submit(s.voice),
            (may_submit,),
        ),
        Right(
            "criticism.mark",
            _("Say of somebody's post that it is criticism; its author decides"),
            lambda s: may_mark(s.who, s.public_post, s.voice),
            (may_mark,),
        ),
        Right(
            "criticism.decide_offer",
            _("Make a case of one's own post when asked, or not"),
            lambda s: may_decide_offer(s.who, Offer(post=s.own_post)),
            (may_decide_offer,),
        ),
        Right(
            "criticism.decide_others_offer",
            _("Make a case of somebody else's post"),
            lambda s: may_decide_offer(s.who, Offer(post=s.public_post)),
        ),
        Right(
            "criticism.bring_in",
            _("Bring in criticism that stands elsewhere"),
            lambda s: may_bring_in(_with_address(s.who)),
            (may_bring_in,),
        ),
        Right(
            "criticism.enter",
            _("Enter what somebody said on the telephone or in a letter"),
            lambda s: may_enter(s.who),
            (may_enter,),
        ),
    ]


def _with_address(who: Who) -> Asking:
    """Anyone on the web brings in with a confirmed mail address."""
    return who if who.is_known else MailContact(confirmed_at=clock.now())


RIGHTS = _rights()
