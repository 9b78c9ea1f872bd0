"""Posts that quote another, and posts that share a link, page by page."""

from __future__ import annotations

from collections.abc import Set

from augenhoehe.domain.people.selectors import hidden_from
from augenhoehe.domain.posts.audience import Audience, Reader, readable
from augenhoehe.domain.posts.link_cards import digest_of
from augenhoehe.domain.posts.models import Card, Post
from augenhoehe.domain.posts.pages.cutting import Ids, ids_of
from augenhoehe.foundation.prepared import prepared
from augenhoehe.foundation.stretch import Stretch


def quotes_page(reader: Reader, post_id: int, stretch: Stretch) -> list[int]:
    """The posts that quote another with consent, as far as they may be read."""
    hidden = frozenset(hidden_from(reader.account_id))
    rows = _quotes(
        reader,
        post_id,
        stretch.before,
        stretch.after,
        hidden,
        limit=stretch.limit,
        upwards=stretch.upwards,
    )
    return ids_of(rows, stretch)


@prepared
def _quotes(
    reader: Reader,
    post_id: int,
    before: int | None,
    after: int | None,
    hidden: Set[int],
    *,
    limit: int,
    upwards: bool,
) -> Ids:
    posts = Post.objects.filter(
        readable(reader), quote_of_id=post_id, quote_state=Post.QuoteState.ACCEPTED
    )
    if hidden:
        posts = posts.exclude(account_id__in=hidden)
    return Stretch(before, after, limit, upwards).cut(posts).values_list("id")


def link_page(reader: Reader, url: str, stretch: Stretch) -> list[int] | None:
    """Public posts that share a link, by people who want to be found; None: nobody shared it."""
    card = Card.objects.filter(digest=digest_of(url)).exclude(title="").first()
    if card is None:
        return None
    posts = Post.objects.filter(
        readable(reader), card=card, audience=Audience.PUBLIC, account__discoverable=True
    )
    hidden = hidden_from(reader.account_id)
    if hidden:
        posts = posts.exclude(account_id__in=hidden)
    return ids_of(list(stretch.cut(posts).values_list("id")), stretch)
