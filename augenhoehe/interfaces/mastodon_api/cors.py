"""What programs on other sites need: they may ask from anywhere, since no cookie counts here.

`Programs` stands before all other middleware: it answers preflights, lets a slash at the end
make no difference, and puts the headers on every answer, errors included. The server's loop
answers preflights even earlier (`config/server/asgi.py`).
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from augenhoehe.foundation.programs import is_for_programs

_ALLOWED = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": (
        "Link, X-RateLimit-Reset, X-RateLimit-Limit, X-RateLimit-Remaining, X-Request-Id, "
        "Mastodon-Async-Refresh"
    ),
}
PREFLIGHT = _ALLOWED | {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS",
    "Access-Control-Allow-Headers": (
        "Authorization, Idempotency-Key, Content-Type, Accept, Cache-Control, Last-Event-ID"
    ),
    "Access-Control-Max-Age": "7200",
}


class Programs:
    """The outermost layer around addresses for programs; pages pass through untouched."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        path = request.path_info
        if path.endswith("/") and (path.startswith("/oauth/") or is_for_programs(path)):
            request.path_info = path.rstrip("/")
        if not is_for_programs(path):
            return self.answer(request)
        if request.method == "OPTIONS" and "Access-Control-Request-Method" in request.headers:
            return HttpResponse(status=204, headers=PREFLIGHT)
        response = self.answer(request)
        for name, value in _ALLOWED.items():
            response.headers.setdefault(name, value)
        return response


class Languages:
    """The language of an answer to somebody who reads by a program: the server's, or as asked."""

    def __init__(self, answer: Callable[[HttpRequest], HttpResponse]) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        known = dict(settings.LANGUAGES)
        wanted = request.GET.get("lang", "") or settings.SERVER_LANGUAGE
        language = wanted if wanted in known else translation.get_language_from_request(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        response = self.answer(request)
        response.headers.setdefault("Content-Language", language)
        vary = response.headers.get("Vary")
        response.headers["Vary"] = f"{vary}, Accept-Language" if vary else "Accept-Language"
        return response
