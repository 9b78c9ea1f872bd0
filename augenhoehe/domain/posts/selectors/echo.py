"""Who of the organisation says nearly the same: for readers after, for the writer before."""

from __future__ import annotations

from collections.abc import Mapping

from augenhoehe.domain.people.models import Account
from augenhoehe.domain.people.who import who_is
from augenhoehe.domain.posts.audience import Reader, readable, reader_for
from augenhoehe.domain.posts.echo.finding import alike, what_it_says
from augenhoehe.domain.posts.echo.sketch import keys
from augenhoehe.domain.posts.loading import loaded
from augenhoehe.domain.posts.models import Likeness, Post
from augenhoehe.domain.posts.selectors.reading import readable_posts
from augenhoehe.foundation import clock

_MOST = 50


def echoes_of(reader: Reader, post_id: int) -> list[tuple[Post, float]]:
    """The posts of this organisation that say nearly the same, most alike first.

    With each the share of what both say in what either says, 0 to 1.
    """
    rows = Likeness.objects.filter(readable(reader, post="post__"), post_id=post_id)
    found = rows.order_by("-share", "-other_id").values_list("other_id", "share")[:_MOST]
    return _with_posts(reader, dict(found))


def echo_of_text(
    text: str, *, by: Account, voice: Account | None = None
) -> list[tuple[Post, float]]:
    """What others of the organisation said nearly alike in the last 14 days, for who writes.

    Nothing is stored. Nothing for people who do not work here, nor for a voice they do not
    write for.
    """
    who = who_is(by)
    if not who.is_member or (voice is not None and voice.id not in who.voices):
        return []
    parts = what_it_says(text)
    found = alike(parts, keys(parts), around=clock.now(), author_id=by.id)
    return _with_posts(reader_for(by), {one.post_id: one.share for one in found})


def _with_posts(reader: Reader, shares: Mapping[int, float]) -> list[tuple[Post, float]]:
    if not shares:
        return []
    posts = {post.id: post for post in loaded(readable_posts(reader).filter(id__in=shares))}
    return [(posts[one], share) for one, share in shares.items() if one in posts]
