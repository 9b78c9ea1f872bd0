"""What is said among a few people, thread by thread. Looking at it changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from augenhoehe.domain.posts.actions import mark_conversation, put_conversation_away
from augenhoehe.domain.posts.pages import posts_by_ids
from augenhoehe.domain.posts.selectors import conversation_for, conversations_page
from augenhoehe.foundation.stretch import Stretch
from augenhoehe.interfaces.web.covers import Cover, covers_on
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.requests import me, reader_of, signed_in, whole_number

if TYPE_CHECKING:
    from augenhoehe.domain.posts.models import Post
    from augenhoehe.domain.posts.selectors import Talk

_PAGE = 20


@dataclass(frozen=True, slots=True)
class Line:
    """A conversation in the list."""

    talk: Talk
    post: Post
    cover: Cover | None  # where a filter of one's own keeps its words away


@require_safe
@signed_in
def messages_page(request: HttpRequest) -> HttpResponse:
    """The conversations, what was said last first."""
    window = Stretch(before=whole_number(request, "before"), limit=_PAGE + 1)
    found = conversations_page(reader_of(request), window)
    shown = found[:_PAGE]
    last = shown[-1].conversation.last_post_id if shown else 0
    context = {
        "lines": _lines(request, shown),
        "older": f"?before={last}" if len(found) > _PAGE else "",
        "newer": "?" if "before" in request.GET else "",
    }
    return render(request, "messages/list.html", context)


def _lines(request: HttpRequest, talks: Sequence[Talk]) -> list[Line]:
    reader = reader_of(request)
    posts = posts_by_ids(reader, [talk.conversation.last_post_id for talk in talks])
    covers = covers_on(reader, posts, "thread")
    by_id = {post.id: post for post in posts}
    return [
        Line(
            talk, by_id[talk.conversation.last_post_id], covers.get(talk.conversation.last_post_id)
        )
        for talk in talks
        if talk.conversation.last_post_id in by_id
    ]


@require_POST
@signed_in
def step(request: HttpRequest, conversation_id: int, step: str) -> HttpResponse:
    """Have read it, want to come back to it, or put it away."""
    talk = found_or_404(conversation_for(reader_of(request), conversation_id))
    if step not in _STEPS:
        raise Http404
    _STEPS[step](talk.conversation, by=me(request))
    if step == "weglegen":
        messages.success(request, _("Put away. It comes back when somebody writes again."))
    return redirect("messages")


def _unread(conversation: Any, *, by: Any) -> None:
    mark_conversation(conversation, by=by, unread=True)


_STEPS: dict[str, Callable[..., None]] = {
    "gelesen": mark_conversation,
    "ungelesen": _unread,
    "weglegen": put_conversation_away,
}
