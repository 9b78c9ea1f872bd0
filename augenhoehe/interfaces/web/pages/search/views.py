"""Finding posts, people and hashtags by words."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from augenhoehe.domain.people.search import search_people
from augenhoehe.domain.posts.selectors import search_posts, tags_like
from augenhoehe.foundation import patience
from augenhoehe.interfaces.web.pages.timeline.views import as_list, window_of
from augenhoehe.interfaces.web.requests import account_of, address_of, reader_of

_LONGEST = 200
_PEOPLE = 6


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What fits the words, the newest first; what a reader may not read is not found."""
    query = request.GET.get("q", "").replace("\x00", "").strip()[:_LONGEST]
    context: dict[str, Any] = {"query": query}
    if query:
        account = account_of(request)
        patience.spend("search", str(account.id) if account else address_of(request))
        context |= _found(request, query)
    return render(request, "search/show.html", context)


def _found(request: HttpRequest, query: str) -> dict[str, Any]:
    found = as_list(request, search_posts(reader_of(request), query, window_of(request)))
    if found["is_first"]:
        found["people"] = search_people(query, limit=_PEOPLE)
        found["tags"] = tags_like(reader_of(request), query)
    return found
