"""Django for programs that read, apps and other servers: without what only pages need.

Sessions, forms, messages and signing in cost a fifth of a timeline and mean nothing to who
shows a token. Everything else goes the long way, and so does whatever a program writes.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.handlers.exception import convert_exception_to_response
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest
from django.urls import ResolverMatch, get_resolver
from django.utils.module_loading import import_string

from augenhoehe.interfaces.federation.negotiation import is_asked_as_document

_LAYERS = (
    "augenhoehe.interfaces.mastodon_api.cors.Programs",
    "augenhoehe.interfaces.web.middleware.Headers",
    "augenhoehe.interfaces.federation.negotiation.AsDocuments",
    "augenhoehe.interfaces.mastodon_api.cors.Languages",
)
_ADDRESSES = 2000


class ReadingHandler(WSGIHandler):
    """The layers that an answer in JSON needs."""

    def load_middleware(self, is_async: bool = False) -> None:
        self._view_middleware: list[Any] = []
        self._template_response_middleware: list[Any] = []
        self._exception_middleware: list[Any] = []
        answer: Any = convert_exception_to_response(self._get_response)  # type: ignore[attr-defined]
        for layer in reversed(_LAYERS):
            answer = convert_exception_to_response(import_string(layer)(answer))
        self._middleware_chain = answer

    def resolve_request(self, request: HttpRequest) -> ResolverMatch:
        """The same address leads to the same place: programs ask for few of them."""
        request.resolver_match = _place_of(
            request.path_info, getattr(request, "urlconf", settings.ROOT_URLCONF)
        )
        return request.resolver_match


@lru_cache(maxsize=_ADDRESSES)
def _place_of(path: str, urlconf: str) -> ResolverMatch:
    return get_resolver(urlconf).resolve(path)


_DOCUMENTS = ("/api/", "/actors/", "/activities/", "/stamps/", "/.well-known/webfinger")


def _is_for_programs(environ: dict[str, Any]) -> bool:
    """The client API, and what other servers read; people meet pages at the same addresses."""
    path = environ["PATH_INFO"]
    if path.startswith(_DOCUMENTS):
        return True
    return is_asked_as_document(path, environ.get("HTTP_ACCEPT", ""))


class Doors:
    """Sends programs that read the short way, and everybody else the long one."""

    def __init__(self, short: ReadingHandler, long: WSGIHandler) -> None:
        self.short, self.long = short, long

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        is_read = environ["REQUEST_METHOD"] in ("GET", "HEAD")
        if is_read and _is_for_programs(environ):
            return self.short(environ, start_response)
        return self.long(environ, start_response)
