"""A poll on a page of its own: its figures, and where an answer is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from augenhoehe.domain.posts.actions import vote
from augenhoehe.domain.posts.selectors import PollSeen, poll_of, post_for
from augenhoehe.foundation import patience
from augenhoehe.foundation.verdicts import Invalid
from augenhoehe.interfaces.web.addresses import post_url
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.polls import shown
from augenhoehe.interfaces.web.requests import (
    account_of,
    me,
    page_before,
    reader_of,
    sign_in_first,
)

if TYPE_CHECKING:
    from augenhoehe.domain.posts.models import Post


@require_http_methods(["GET", "HEAD", "POST"])
def poll(request: HttpRequest, post_id: int) -> HttpResponse:
    """See how others answered, or answer: once, and for good."""
    if request.method == "POST" and account_of(request) is None:
        return sign_in_first(request, back=request.path)
    post = found_or_404(post_for(reader_of(request), post_id))
    seen = found_or_404(poll_of(reader_of(request), post))
    if request.method != "POST":
        return _page(request, post, seen)
    patience.spend("react", str(me(request).id))
    try:
        vote(post, by=me(request), choices=_choices(request))
    except Invalid as refusal:
        return _page(request, post, seen, str(refusal))
    messages.success(request, _("Your vote is counted."))
    back = page_before(request)
    return redirect(f"{post_url(post) if not back or back == request.path else back}#p{post.id}")


def _choices(request: HttpRequest) -> list[int]:
    sent = request.POST.getlist("choice")
    return [int(one) if one.isascii() and one.isdigit() and len(one) < 9 else -1 for one in sent]


def _page(request: HttpRequest, post: Post, seen: PollSeen, error: str = "") -> HttpResponse:
    context = {"post": post, "shown": shown(reader_of(request), seen), "error": error}
    return render(request, "post/poll.html", context, status=422 if error else 200)
