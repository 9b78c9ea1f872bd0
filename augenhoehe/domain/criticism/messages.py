"""Whether an automatic message goes to a critic on another server: rather too seldom.

At most one for each step of a case. A question whether a post is criticism goes only to people
who spoke to us, once in a conversation and once a day; programs are asked nothing, nor who wants
nothing to do with the voice or the server.
"""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q

from augenhoehe.domain.criticism.models import CriticLink, Offer
from augenhoehe.domain.people.models import Account, Block
from augenhoehe.domain.posts.models import Mention, Post
from augenhoehe.foundation import clock

_AGAIN_AFTER = timedelta(days=1)


def is_to_be_written(link: CriticLink, server: Account) -> bool:
    """Whether the person of a link is written to by this server."""
    person = link.account
    if person is None or person.is_local or link.used_at is not None or _is_superseded(link):
        return False
    if person.is_automated or person.left_at is not None or person.is_suspended:
        return False
    about = link.case.about if link.case else link.offer.about if link.offer else None
    turned_from = [server.id, *([about.id] if about else [])]
    if Block.objects.filter(account=person, blocked_id__in=turned_from).exists():
        return False
    return link.offer is None or _is_to_be_asked(link, link.offer)


def _is_superseded(link: CriticLink) -> bool:
    """A later step has brought another link, which tells of both."""
    same = CriticLink.objects.filter(
        account_id=link.account_id, case_id=link.case_id, offer_id=link.offer_id
    )
    return same.filter(id__gt=link.id, sent_at=None).exists()


def _is_to_be_asked(link: CriticLink, offer: Offer) -> bool:
    if offer.state != Offer.State.OPEN or not _was_said_to_us(offer.post):
        return False
    asked = CriticLink.objects.filter(account_id=link.account_id, offer__isnull=False)
    others = asked.filter(post__isnull=False).exclude(
        offer=offer
    )  # not: a new link, when asked for
    root = offer.post.thread_id or offer.post_id
    here = Q(offer__post_id=root) | Q(offer__post__thread_id=root)
    return not others.filter(here | Q(sent_at__gt=clock.now() - _AGAIN_AFTER)).exists()


def _was_said_to_us(post: Post) -> bool:
    """It names somebody here, or replies to them; who merely talks about us is not spoken to."""
    if post.in_reply_to is not None and post.in_reply_to.account.is_local:
        return True
    return Mention.objects.filter(post=post, account__domain="").exists()
