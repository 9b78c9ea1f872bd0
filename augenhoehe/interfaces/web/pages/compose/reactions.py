"""Liking, keeping, passing on: small things one does with a post one can read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from augenhoehe.domain.criticism.selectors import cases_on
from augenhoehe.domain.posts import actions
from augenhoehe.domain.posts.selectors import (
    boosted_posts,
    flags_for,
    muted_among,
    pinned_among,
    post_for,
    quotable_among,
)
from augenhoehe.foundation import patience
from augenhoehe.foundation.verdicts import Invalid
from augenhoehe.interfaces.web.action_row import action_row, labels_in
from augenhoehe.interfaces.web.addresses import post_url
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.requests import me, page_before, reader_of, signed_in

if TYPE_CHECKING:
    from augenhoehe.domain.posts.models import Post

_VERBS: dict[str, Callable[..., Any]] = {
    "like": actions.like,
    "unlike": actions.unlike,
    "boost": actions.boost,
    "unboost": actions.unboost,
    "keep": actions.keep_bookmark,
    "unkeep": actions.forget_bookmark,
    "mute": actions.mute_thread,
    "unmute": actions.unmute_thread,
    "pin": actions.pin,
    "unpin": actions.unpin,
}


@require_POST
@signed_in
def react(request: HttpRequest, post_id: int, verb: str) -> HttpResponse:
    """Do it, and show the row below the post anew; without a script, the page one was on."""
    if verb not in _VERBS:
        raise Http404
    post = _post(request, post_id)
    patience.spend("react", str(me(request).id))
    try:
        _VERBS[verb](post, by=me(request))
    except Invalid as refusal:  # more cannot be pinned, for instance
        messages.error(request, str(refusal))
    if request.headers.get("HX-Request"):
        return HttpResponse(_row(request, post))
    return redirect(f"{page_before(request) or post_url(post)}#p{post_id}")


def _post(request: HttpRequest, post_id: int) -> Post:
    """The post, or what it passes on: reactions belong to what was said."""
    reader = reader_of(request)
    post = found_or_404(post_for(reader, post_id))
    if post.boost_of_id is None:
        return post
    return found_or_404(boosted_posts(reader, [post]).get(post.boost_of_id))


def _row(request: HttpRequest, post: Post) -> str:
    reader = reader_of(request)
    flags = flags_for(reader, [post.id])
    has_case = bool(cases_on(reader, [post.id]))
    labels = labels_in(get_language() or "")
    is_muted = bool(muted_among(reader, [post.thread_id or post.id]))
    is_quotable = post.id in quotable_among(reader, [post])
    return action_row(
        reader,
        post,
        flags,
        labels,
        has_case=has_case,
        is_muted=is_muted,
        is_quotable=is_quotable,
        is_pinned=bool(pinned_among(reader, [post.id])),
    )
