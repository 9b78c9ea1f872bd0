"""What one does with a post: favourite, reblog, bookmark. The answer is the post as it is then.

Also through a voice it is the person who likes and keeps: a voice has no taste of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from augenhoehe.domain.posts.actions import (
    boost,
    forget_bookmark,
    keep_bookmark,
    like,
    unboost,
    unlike,
)
from augenhoehe.domain.posts.pages import kept_page, liked_page
from augenhoehe.foundation import patience
from augenhoehe.interfaces.mastodon_api.endpoint import Answer, endpoint, invalid
from augenhoehe.interfaces.mastodon_api.entities.status import status_entity, statuses_by_id
from augenhoehe.interfaces.mastodon_api.pagination import linked
from augenhoehe.interfaces.mastodon_api.parameters import parameters_of
from augenhoehe.interfaces.mastodon_api.routes.common import (
    found_post,
    itself,
    post_page,
    somebody,
)
from augenhoehe.interfaces.mastodon_api.routes.writing import AUDIENCES


def _reaction(scope: str, act: Callable[..., object]) -> Callable[[HttpRequest, str], Any]:
    """A method that does something with a post and shows it afterwards."""

    def react(request: HttpRequest, status_id: str) -> Any:
        holder, reader = somebody(request, scope)
        patience.spend("react", str(holder.account.id))
        post = itself(reader, found_post(reader, status_id))
        act(post, by=holder.account)
        return status_entity(reader, found_post(reader, str(post.id)))

    return react


def _reblog(request: HttpRequest, status_id: str) -> Any:
    """Pass a post on. The answer is what was made: a post that has the other in `reblog`."""
    holder, reader = somebody(request, "write:statuses")
    patience.spend("react", str(holder.account.id))
    post = itself(reader, found_post(reader, status_id))
    wanted = parameters_of(request).text("visibility") or "public"
    if wanted not in AUDIENCES:
        raise invalid(_("Please choose for whom this post is."))
    passed_on = boost(post, by=holder.account, audience=AUDIENCES[wanted])
    return status_entity(reader, found_post(reader, str(passed_on.id)))


def _favourites(request: HttpRequest) -> Answer:
    """What one likes, the latest like first."""
    _holder, reader = somebody(request, "read:favourites")
    page, stretch = post_page(request)
    rows = liked_page(reader, stretch)
    document = list(statuses_by_id(reader, [post_id for _row, post_id in rows]).values())
    return linked(request, document, [row for row, _post_id in rows], page=page)


def _bookmarks(request: HttpRequest) -> Answer:
    """What one kept, what was kept last first."""
    _holder, reader = somebody(request, "read:bookmarks")
    page, stretch = post_page(request)
    rows = kept_page(reader, stretch)
    document = list(statuses_by_id(reader, [post_id for _row, post_id in rows]).values())
    return linked(request, document, [row for row, _post_id in rows], page=page)


favourite = endpoint(post=_reaction("write:favourites", like))
unfavourite = endpoint(post=_reaction("write:favourites", unlike))
bookmark = endpoint(post=_reaction("write:bookmarks", keep_bookmark))
unbookmark = endpoint(post=_reaction("write:bookmarks", forget_bookmark))
reblog = endpoint(post=_reblog)
unreblog = endpoint(post=_reaction("write:statuses", unboost))
favourites = endpoint(get=_favourites)
bookmarks = endpoint(get=_bookmarks)
