"""Who else of the organisation says nearly the same as a post: for everybody who may read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from augenhoehe.domain.people.selectors import member_ids
from augenhoehe.domain.posts import selectors
from augenhoehe.interfaces.web.requests import reader_of
from augenhoehe.interfaces.web.same_words import Piece, pieces_like

if TYPE_CHECKING:
    from augenhoehe.domain.posts.models import Post


@dataclass(frozen=True, slots=True)
class Echo:
    """A post that says nearly the same; `share` of 1 is all of what either says."""

    post: Post
    share: float
    pieces: list[Piece]
    is_member: bool


@require_safe
def echo(request: HttpRequest, post_id: int) -> HttpResponse:
    """The posts that say nearly the same, with the words both have, and why this is shown."""
    reader = reader_of(request)
    post = selectors.post_for(reader, post_id)
    if post is None or post.boost_of_id is not None:
        raise Http404
    found = selectors.echoes_of(reader, post_id)
    members = member_ids({one.account_id for one, _share in found})
    echoes = [
        Echo(one, share, pieces_like(one.text, post.text), one.account_id in members)
        for one, share in found
    ]
    context = {"post": post, "echoes": echoes, "organisation": settings.ORGANISATION}
    return render(request, "post/echo.html", context)
