"""Timelines: one's own, everybody's, and that of a hashtag."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from augenhoehe.domain.notifications.announcements import announcements_for
from augenhoehe.domain.posts import selectors
from augenhoehe.domain.posts.selectors import Window, closed_tag
from augenhoehe.domain.posts.showing import TagMarks, tag_marks
from augenhoehe.foundation.text import normalise_tag
from augenhoehe.interfaces.web.cards import cards_for
from augenhoehe.interfaces.web.covers import Where
from augenhoehe.interfaces.web.measures import measures_on_tag
from augenhoehe.interfaces.web.pages.first_steps.views import greets
from augenhoehe.interfaces.web.requests import account_of, me, reader_of, signed_in, whole_number

if TYPE_CHECKING:
    from augenhoehe.domain.posts.models import Post

_PAGE = 20


def window_of(request: HttpRequest) -> Window:
    """The stretch of a list that was asked for, and one more to know whether it goes on."""
    return Window(before=whole_number(request, "before"), limit=_PAGE + 1)


def as_list(request: HttpRequest, posts: Sequence[Post], where: Where = "") -> dict[str, Any]:
    """What a template needs of a page of posts: cards, and the way to older and newer ones.

    `where` names the place for the reader's own filters.
    """
    shown = posts[:_PAGE]
    asked = {name: value for name, value in request.GET.items() if name not in ("before", "lang")}
    older = f"?{urlencode({**asked, 'before': shown[-1].id})}" if len(posts) > _PAGE else ""
    is_first = "before" not in request.GET
    return {
        "cards": cards_for(request, shown, where=where),
        "older": older,
        "newer": "" if is_first else f"?{urlencode(asked)}",
        "is_first": is_first,
        "newest": shown[0].id if shown else 0,
    }


@require_safe
@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """Whom one follows, one's spaces, oneself."""
    posts = selectors.home(reader_of(request), window_of(request))
    shown = as_list(request, posts, "home")
    if shown["is_first"]:
        shown["announcements"] = announcements_for(me(request))
        shown["greets"] = greets(request)
    return render(request, "timeline/home.html", shown)


@require_safe
@signed_in
def kept(request: HttpRequest) -> HttpResponse:
    """What one kept for later; nobody else learns of it."""
    posts = selectors.bookmarked(reader_of(request), window_of(request))
    return render(request, "timeline/kept.html", as_list(request, posts))


@require_safe
def public(request: HttpRequest) -> HttpResponse:
    """What people of this server say to everybody."""
    posts = selectors.public_posts(reader_of(request), window_of(request))
    return render(request, "timeline/public.html", as_list(request, posts, "public"))


@require_safe
def tag(request: HttpRequest, name: str) -> HttpResponse:
    """Posts with a hashtag; an unknown one is an empty list and no error."""
    name = normalise_tag(name)
    if not name or len(name) > 100:
        raise Http404
    posts = selectors.posts_tagged(reader_of(request), name, window_of(request))
    closed = closed_tag(name)
    why = measures_on_tag(closed.id) if closed else []
    viewer = account_of(request)
    marks = tag_marks(viewer, viewer, [name]) if viewer else TagMarks()
    known = {"name": name, "closed": closed, "measures": why, "marks": marks}
    known |= as_list(request, posts, "public")
    return render(request, "timeline/tag.html", known)


@require_safe
def newer(request: HttpRequest, kind: str) -> HttpResponse:
    """How many posts there are after `?after=`, for pages that hear no stream."""
    reader, after = reader_of(request), whole_number(request, "after")
    if after is None or (kind == "home" and reader.account_id is None):
        raise Http404
    if kind == "home":
        count = selectors.newer_at_home(reader, after)
    elif kind == "public":
        count = len(selectors.public_posts(reader, Window(after=after, limit=100)))
    else:
        raise Http404
    return JsonResponse({"count": count}, headers={"Cache-Control": "no-store"})
