"""Who quotes a post, and what its author has to say about that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from augenhoehe.domain.posts import selectors
from augenhoehe.domain.posts.actions import limit_quotes, revoke_quote
from augenhoehe.domain.posts.glance import QuotePolicy
from augenhoehe.domain.posts.policies_quotes import may_limit_quotes, may_revoke_quote
from augenhoehe.domain.posts.selectors import Window
from augenhoehe.interfaces.web.addresses import post_url
from augenhoehe.interfaces.web.cards import cards_for
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.requests import me, reader_of, signed_in, whole_number

if TYPE_CHECKING:
    from augenhoehe.domain.posts.models import Post

_PAGE = 20


@require_safe
def quotes(request: HttpRequest, handle: str, post_id: int) -> HttpResponse:
    """The posts that quote another; its author ends that here, and says who may quote."""
    reader = reader_of(request)
    post = _at_its_address(request, handle, post_id)
    window = Window(before=whole_number(request, "before"), limit=_PAGE + 1)
    quoting = selectors.quotes_of(reader, post, window)
    shown = quoting[:_PAGE]
    is_mine = post.account_id in reader.who.speaks_as
    can_limit = may_limit_quotes(reader, post)
    context: dict[str, Any] = {
        "post": post,
        "cards": cards_for(request, shown),
        "older": f"?before={shown[-1].id}" if len(quoting) > _PAGE else "",
        "newer": post_url(post) + "/zitate" if "before" in request.GET else "",
        "can_revoke": bool(may_revoke_quote(reader, post)),
        "why_not": can_limit.reason if is_mine and not can_limit else "",
        "policies": policies() if can_limit else [],
    }
    return render(request, "post/quotes.html", context)


def policies() -> list[tuple[int, str]]:
    """Who may quote a post, in words, as somebody chooses it."""
    return [
        (QuotePolicy.ANYBODY, _("Everybody")),
        (QuotePolicy.FOLLOWERS, _("People who follow me")),
        (QuotePolicy.NOBODY, _("Only me")),
    ]


@require_POST
@signed_in
def policy(request: HttpRequest, handle: str, post_id: int) -> HttpResponse:
    """Say who may quote one's post from now on."""
    post = _at_its_address(request, handle, post_id)
    chosen = request.POST.get("policy", "")
    if chosen not in {str(value) for value, _words in policies()}:
        raise Http404  # no form of ours sends it
    limit_quotes(post, by=me(request), policy=int(chosen))
    messages.success(request, _("Your choice is saved."))
    return redirect("post_quotes", handle, post_id)


@require_POST
@signed_in
def revoke(request: HttpRequest, handle: str, post_id: int, quoting_id: int) -> HttpResponse:
    """Have one's post shown no longer in somebody else's."""
    post = _at_its_address(request, handle, post_id)
    quoting = found_or_404(selectors.post_for(reader_of(request), quoting_id))
    if quoting.quote_of_id != post.id:
        raise Http404
    revoke_quote(quoting, by=me(request))
    messages.success(request, _("Your post is not shown there any longer."))
    return redirect("post_quotes", handle, post_id)


def _at_its_address(request: HttpRequest, handle: str, post_id: int) -> Post:
    post = selectors.post_for(reader_of(request), post_id)
    if post is None or post.account.address != handle or post.boost_of_id is not None:
        raise Http404
    return post
