"""One address, two forms: a page for people, a document for servers.

Which one is wanted is said by `Accept`. `AsDocuments` sends who wants a document to
`urls_of_pages`; everybody else goes on to the pages. Both answers say that they differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from augenhoehe.activitypub.vocabulary import ACTIVITYSTREAMS
from augenhoehe.interfaces.federation.endpoints.answers import preflight

URLCONF = "augenhoehe.interfaces.federation.urls_of_pages"
_HAS_BOTH = re.compile(r"/(?:@[^/]+(?:/[0-9]+)?|p/[0-9]+|raeume/[-\w]+|actors/[0-9]+)?")
_QUALITY = re.compile(r"[01](?:\.[0-9]{0,3})?")
_PAGES = ("text/html", "application/xhtml+xml")


class AsDocuments:
    """Middleware around the addresses that are a page and a document."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _HAS_BOTH.fullmatch(request.path_info):
            return self.answer(request)
        if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            return preflight()
        if request.method not in ("GET", "HEAD"):
            return self.answer(request)
        if is_asked_as_document(request.path_info, request.headers.get("Accept", "")):
            request.urlconf = URLCONF
        response = self.answer(request)
        patch_vary_headers(response, ["Accept"])
        return response


def is_asked_as_document(path: str, accept: str) -> bool:
    """Whether a request would be answered with a document at an address of a page."""
    if settings.FEDERATION == "closed" or not wants_document(accept):
        return False
    return _HAS_BOTH.fullmatch(path) is not None


def wants_document(accept: str) -> bool:
    """Whether `Accept` prefers a document to a page (RFC 9110, 12.5.1).

    It has to be named: a browser's */* is a page. Of two equally wished for, the first.
    """
    if "json" not in accept:
        return False
    best: tuple[float, int] | None = None
    page: tuple[float, int] | None = None
    for place, wanted in enumerate(accept.lower().split(",")[:50]):
        kind, _, parameters = wanted.partition(";")
        rank = (_quality(parameters), -place)
        if _is_document(kind.strip(), parameters):
            best = rank if best is None else max(best, rank)
        elif kind.strip() in _PAGES:
            page = rank if page is None else max(page, rank)
    return best is not None and best[0] > 0 and (page is None or best > page)


def _is_document(kind: str, parameters: str) -> bool:
    if kind in ("application/activity+json", "application/json"):
        return True
    if kind != "application/ld+json":
        return False
    return "profile" not in parameters or ACTIVITYSTREAMS in parameters


def _quality(parameters: str) -> float:
    """The weight of a kind; 1 where none is given, 0 where it is none (RFC 9110, 12.4.2)."""
    for parameter in parameters.split(";"):
        name, _, value = parameter.strip().partition("=")
        if name == "q":
            return float(value) if _QUALITY.fullmatch(value) else 0.0
    return 1.0
