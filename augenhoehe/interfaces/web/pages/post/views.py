"""One post and its conversation, its wordings, and who shared or liked it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from augenhoehe.domain.moderation.policies import holds_an_office_on
from augenhoehe.domain.moderation.selectors.interventions import removal_of
from augenhoehe.domain.posts import selectors
from augenhoehe.domain.posts.policies import may_reply, takes_replies
from augenhoehe.domain.posts.policies_quotes import may_limit_quotes
from augenhoehe.domain.posts.ports import somebody_reads
from augenhoehe.domain.posts.selectors import ThreadLine
from augenhoehe.interfaces.web.addresses import post_url
from augenhoehe.interfaces.web.cards import Card, cards_for
from augenhoehe.interfaces.web.measures import Measure, measures_on
from augenhoehe.interfaces.web.pages.compose.composer import composer_for
from augenhoehe.interfaces.web.pages.compose.places import Place
from augenhoehe.interfaces.web.pages.compose.writing import Composer
from augenhoehe.interfaces.web.pages.criticise.offers import asked_on
from augenhoehe.interfaces.web.pages.moderation.ladder import before_a_block
from augenhoehe.interfaces.web.pages.post.wordings import compare
from augenhoehe.interfaces.web.requests import reader_of

if TYPE_CHECKING:
    from augenhoehe.domain.posts.models import Post

_DEEPEST = 4  # how far replies are indented


@require_safe
def by_id(request: HttpRequest, post_id: int) -> HttpResponse:
    """The short address of a post leads to its own."""
    return redirect(post_url(_readable(request, post_id)), permanent=True)


@require_safe
def show(request: HttpRequest, handle: str, post_id: int) -> HttpResponse:
    """A post within its whole conversation. A deleted one keeps its place and its address.

    410 for removed ones too: 451 is for demands of the law (RFC 7725), and most of ours follow
    the rules of the house. The page says which it was.
    """
    reader = reader_of(request)
    found = selectors.conversation_about(reader, post_id)
    if found is None:
        return _original(request, post_id)
    post, lines = found
    if handle != post.account.address:
        return redirect(post_url(post), permanent=True)
    if reader.account_id is not None:
        somebody_reads(post)
    context = {
        "post": post,
        "lines": _with_cards(request, lines, post),
        "measures": measures_on(reader, [post]).get(post.id, ()) if post.deleted_at else (),
        "came_back": None if post.deleted_at else removal_of(post.id),
        "may_be_found": _may_be_found(post),
        "thread_id": post.thread_id or post.id,
        "composer": _composer(request, post),
        "closed": "" if post.deleted_at else takes_replies(post).reason,
        "may_limit_quotes": may_limit_quotes(reader, post),
        "may_restrict": not post.deleted_at and holds_an_office_on(reader.who, post),
        "milder": [] if post.deleted_at else before_a_block(request, post),
        **asked_on(request, post),
    }
    return render(request, "post/show.html", context, status=410 if post.deleted_at else 200)


def _original(request: HttpRequest, post_id: int) -> HttpResponse:
    """What only passes something on has no page of its own: to the post itself."""
    post = _readable(request, post_id)
    if post.boost_of_id is None:
        raise Http404
    return redirect("post_by_id", post.boost_of_id)


def _composer(request: HttpRequest, post: Post) -> Composer | None:
    """Where one answers, below the conversation."""
    if post.deleted_at is not None or not may_reply(reader_of(request), post):
        return None
    return composer_for(request, Place(parent=post))


def _with_cards(
    request: HttpRequest, lines: list[ThreadLine], post: Post
) -> list[tuple[ThreadLine, int, Card | None, Sequence[Measure]]]:
    """Every line of the thread with how far it is indented and its card; a tombstone has none.

    Beside a tombstone stands why it was removed, if it was.
    """
    alive = [line.post for line in lines if not line.is_tombstone]
    cards = {
        card.post.id: card
        for card in cards_for(request, alive, in_thread=True, focus=post.id, where="thread")
    }
    gone = measures_on(reader_of(request), [line.post for line in lines if line.is_tombstone])
    return [
        (line, min(line.depth, _DEEPEST), cards.get(line.post.id), gone.get(line.post.id, ()))
        for line in lines
    ]


def _may_be_found(post: Post) -> bool:
    """Whether search engines may list it: open, in lists, and its author wants to be found."""
    is_ours = post.account.is_local  # what is from elsewhere is found there
    is_listed = post.audience == post.Audience.PUBLIC and post.account.discoverable
    return is_ours and is_listed and post.is_open


@require_safe
def history(request: HttpRequest, handle: str, post_id: int) -> HttpResponse:
    """All wordings of a post with what changed from each to the next, the newest first."""
    post = _at_its_address(request, handle, post_id)
    wordings = compare(selectors.revisions_of(reader_of(request), post))
    return render(request, "post/history.html", {"post": post, "wordings": wordings})


@require_safe
def reactions(request: HttpRequest, handle: str, post_id: int) -> HttpResponse:
    """Who shared and who liked a post."""
    post = _at_its_address(request, handle, post_id)
    context: dict[str, Any] = {
        "post": post,
        "shared_by": selectors.boosted_by(post),
        "liked_by": selectors.liked_by(post),
    }
    return render(request, "post/reactions.html", context)


def _readable(request: HttpRequest, post_id: int) -> Post:
    post = selectors.post_for(reader_of(request), post_id) or selectors.tombstone(post_id)
    if post is None:
        raise Http404
    return post


def _at_its_address(request: HttpRequest, handle: str, post_id: int) -> Post:
    post = selectors.post_for(reader_of(request), post_id)
    if post is None or post.account.address != handle or post.boost_of_id is not None:
        raise Http404
    return post
