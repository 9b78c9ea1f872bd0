"""The cards of links: which link of a post gets one, and how long a card is good.

A link is asked for only where the post is for everybody. Who reads an internal post, or a
letter to a few people, is not told to the server the link leads to; and what many may open
only once is not opened by us.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from urllib.parse import urldefrag, urlsplit

from django.conf import settings
from django.db.models import Q

from augenhoehe.domain.posts.at_hand import heard
from augenhoehe.domain.posts.audience import OPEN
from augenhoehe.domain.posts.events import LinkShared, PostEdited, PostPublished
from augenhoehe.domain.posts.models import Card, Post
from augenhoehe.foundation import clock
from augenhoehe.foundation.events import emit
from augenhoehe.foundation.text import find_links
from augenhoehe.foundation.tracking import without_tracking

GOOD_FOR = timedelta(days=14)
_LONGEST = 2000


def link_of(post: Post) -> str:
    """The link a post gets a card for: its first to somewhere else, "" if there is none."""
    if post.audience not in OPEN or post.boost_of_id is not None or post.deleted_at is not None:
        return ""
    links = (without_tracking(url) for url in find_links(post.text))
    return next((url for url in links if _leads_elsewhere(url)), "")


def _leads_elsewhere(url: str) -> bool:
    return len(url) <= _LONGEST and (urlsplit(url).hostname or "") != settings.HOST.split(":")[0]


def look_for_link(event: PostPublished | PostEdited) -> None:
    """A post has a link: its card is made later, outside of what the author waits for."""
    post = heard(event.post_id)
    if post is None or post.boost_of_id is not None:
        return
    link = link_of(post)
    if link:
        emit(LinkShared(post.id))
    elif post.card_id is not None:
        Post.objects.filter(id=post.id).update(card=None)


def digest_of(url: str) -> str:
    """What a card is found by. What stands after # leads to the same page."""
    return hashlib.sha256(urldefrag(url).url.encode()).hexdigest()


def card_at(url: str) -> Card | None:
    """The card of a link, if it was ever asked for."""
    return Card.objects.filter(digest=digest_of(url)).first()


def is_good(card: Card) -> bool:
    """Whether it need not be asked for anew."""
    return card.fetched_at > clock.now() - GOOD_FOR


def drop_if_unused(card: Card) -> list[str]:
    """Delete a card no post shows; the folder of its picture, for whoever deletes files."""
    if Post.objects.filter(card=card).exists():
        return []
    card.delete()
    return [card.folder] if card.folder else []


def unused_cards() -> list[Card]:
    """Cards no post shows, once they are old: a link that says nothing is remembered till then."""
    used = Q(id__in=Post.objects.filter(card__isnull=False).values("card_id"))
    return list(Card.objects.exclude(used).filter(fetched_at__lt=clock.now() - GOOD_FOR))
