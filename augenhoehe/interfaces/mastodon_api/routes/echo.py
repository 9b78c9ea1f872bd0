"""Echo: which posts of this organisation say nearly the same. Ours alone.

After, of a post, for everybody who may read it; before, of words, for members: nothing is kept.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from augenhoehe.domain.posts.audience import Reader, reader_for
from augenhoehe.domain.posts.selectors import echo_of_text, echoes_of
from augenhoehe.foundation import patience
from augenhoehe.foundation.verdicts import NotAllowed
from augenhoehe.interfaces.mastodon_api.callers import holder_of
from augenhoehe.interfaces.mastodon_api.endpoint import Answer, endpoint
from augenhoehe.interfaces.mastodon_api.entities.status import statuses_by_id
from augenhoehe.interfaces.mastodon_api.errors import invalid
from augenhoehe.interfaces.mastodon_api.pagination import linked_by_offset, page_of
from augenhoehe.interfaces.mastodon_api.parameters import parameters_of
from augenhoehe.interfaces.mastodon_api.routes.common import anybody, found_post, itself

if TYPE_CHECKING:
    from augenhoehe.domain.posts.models import Post

_LONGEST = 20_000  # characters; what follows some hundred words is not compared anyway


def _of_post(request: HttpRequest, status_id: str) -> Answer:
    """The posts that say nearly the same, most alike first."""
    reader = anybody(request, "read:statuses")
    post = itself(reader, found_post(reader, status_id))
    page = page_of(request, limit=20, most=40)
    found = echoes_of(reader, post.id)[page.offset : page.offset + page.limit]
    return linked_by_offset(request, _entities(reader, found), page)


def _look(request: HttpRequest) -> list[dict[str, Any]]:
    """The posts that say nearly the same as `text`, which somebody has not published yet."""
    holder = holder_of(request, "read")
    patience.spend("hint", str(holder.account.id))
    reader = reader_for(holder.account)
    if not reader.who.is_member:
        raise NotAllowed(_("This is for people who work here."))
    text = parameters_of(request).text("text")
    if not text.strip() or len(text) > _LONGEST:
        raise invalid(_("Please write between 1 and %(most)d characters.") % {"most": _LONGEST})
    return _entities(reader, echo_of_text(text, by=holder.account, voice=holder.voice))


def _entities(reader: Reader, found: Sequence[tuple[Post, float]]) -> list[dict[str, Any]]:
    """`share` is what both say in what either says, 0 to 1."""
    statuses = statuses_by_id(reader, [post.id for post, _share in found])
    return [
        {"status": statuses[post.id], "share": round(share, 3)}
        for post, share in found
        if post.id in statuses
    ]


echoes = endpoint(get=_of_post)
look = endpoint(post=_look)
