"""A post that turned against its authors: how many dissent, since when, and what can be done.

Only who answers for the post reads this page; for everybody else there is none.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from augenhoehe.domain.codex.selectors_playbooks import current_playbook
from augenhoehe.domain.posts import selectors
from augenhoehe.domain.posts.actions import see_to_turn
from augenhoehe.interfaces.web.addresses import post_url
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.pages.compose.helping import walk_context
from augenhoehe.interfaces.web.pages.post.turn_plot import plot_of
from augenhoehe.interfaces.web.requests import me, reader_of

_PLAYBOOK = "turned-against-us"
_APOLOGISING = "read:yes,right:hurt"  # the way of the playbook to its apology
_ROWS = 12  # of the table beside the plot


@require_http_methods(["GET", "HEAD", "POST"])
def turn(request: HttpRequest, post_id: int) -> HttpResponse:
    """The figures in words and as a plot, how weak they are, and the playbook beside them."""
    seen = found_or_404(selectors.turn_of(reader_of(request), post_id))
    if request.method == "POST":
        see_to_turn(seen.post, by=me(request))
        messages.success(request, _("Thank you. The playbook is not opened by itself any longer."))
        return redirect(post_url(seen.post))
    context: dict[str, Any] = {
        "seen": seen,
        "post": seen.post,
        "plot": plot_of(seen.steps),
        "rows": _thinned(seen.steps),
        "apologising": _APOLOGISING,
        **_walk(request.GET.get("weg", "")),
    }
    answer = render(request, "post/turn.html", context)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _walk(way: str) -> dict[str, Any]:
    """The playbook, where this organisation still has it."""
    playbook = current_playbook(_PLAYBOOK)
    return walk_context(playbook, way) if playbook is not None else {}


def _thinned(steps: Any) -> list[Any]:
    """A dozen rows at most, evenly spread; the last one always."""
    every = -(-len(steps) // _ROWS) or 1
    return list(reversed(steps[::-1][::every]))
