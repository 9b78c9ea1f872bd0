"""Finding posts, people and hashtags by words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from augenhoehe.domain.people.search import search_people
from augenhoehe.domain.people.selectors import account_by_address
from augenhoehe.domain.posts.ports import find_elsewhere, told_apart
from augenhoehe.domain.posts.selectors import post_for, search_posts, tags_like
from augenhoehe.foundation import patience
from augenhoehe.interfaces.web.addresses import has_page, post_url, profile_url
from augenhoehe.interfaces.web.pages.timeline.views import as_list, window_of
from augenhoehe.interfaces.web.requests import account_of, address_of, me, reader_of, signed_in

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account

_LONGEST = 200
_LONGEST_ADDRESS = 2000
# One person or thing of the whole network: a web address, or @name@server.example.
_ADDRESS = re.compile(r"https?://\S{4,2000}|(acct:)?@?[^@\s/]+@[^@\s/]+", re.IGNORECASE)
_PEOPLE = 6


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What fits the words, the newest first; what a reader may not read is not found."""
    query = request.GET.get("q", "").replace("\x00", "").strip()
    query = query[: _LONGEST_ADDRESS if _ADDRESS.fullmatch(query) else _LONGEST]
    context: dict[str, Any] = {"query": query, "is_address": bool(_ADDRESS.fullmatch(query))}
    if query:
        account = account_of(request)
        patience.spend("search", str(account.id) if account else address_of(request))
        if account and _ADDRESS.fullmatch(query) and (where := _page_of(request, query)):
            return redirect(where)
        context |= _found(request, query)
    return render(request, "search/show.html", context)


def _page_of(request: HttpRequest, address: str) -> str:
    """The page here of whom or what an address of the network means; asks its server."""
    patience.spend("look_elsewhere", str(me(request).id))
    account, post = told_apart(find_elsewhere(address))
    if account is not None:
        return profile_url(account) if has_page(account) else ""
    readable = post_for(reader_of(request), post.id) if post else None
    return post_url(readable) if readable else ""


@require_safe
@signed_in
def from_elsewhere(request: HttpRequest) -> HttpResponse:
    """Somebody followed a link of another server to follow or answer from here: find it first."""
    uri = request.GET.get("uri", "").replace("\x00", "").strip()[:_LONGEST_ADDRESS]
    return redirect(f"{reverse('search')}?{urlencode({'q': uri.removeprefix('acct:')})}")


def _found(request: HttpRequest, query: str) -> dict[str, Any]:
    found = as_list(request, search_posts(reader_of(request), query, window_of(request)))
    if found["is_first"]:
        found["people"] = _people(query)
        found["tags"] = tags_like(reader_of(request), query)
    return found


def _people(query: str) -> list[Account]:
    """Who fits the words; first whom an address means, as far as they are known here."""
    found = search_people(query, limit=_PEOPLE)
    known = account_by_address(query.removeprefix("acct:").removeprefix("@"))
    if known is None or not has_page(known):
        return found
    return [known, *(account for account in found if account.id != known.id)]
