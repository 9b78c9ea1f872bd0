"""What every method of the API has in common: who asks, limits, an answer in JSON.

    statuses = endpoint(get=_read, post=_create)

A view takes the request and what the address captured, and returns a JSON document, an
`Answer` (status, headers) or, rarely, a response. Everything that is refused is raised.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import uuid4

import orjson
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.views.decorators.csrf import csrf_exempt

from augenhoehe.foundation import clock
from augenhoehe.foundation.patience import Allowance
from augenhoehe.interfaces.mastodon_api.callers import (
    allowance_of,
    app_of,
    holder_if_any,
    holder_of,
)
from augenhoehe.interfaces.mastodon_api.errors import Refused, as_refused, invalid, not_found

__all__ = [
    "Answer",
    "Refused",
    "app_of",
    "as_refused",
    "endpoint",
    "holder_if_any",
    "holder_of",
    "invalid",
    "json_response",
    "not_found",
    "whole_id",
]

Document = Mapping[str, Any] | Sequence[Any] | bytes
View = Callable[..., "Document | Answer | HttpResponseBase"]

_JSON = "application/json; charset=utf-8"
# What a token opens is nobody else's: no cache may keep it.
_PRIVATE = {"Cache-Control": "private, no-store", "Vary": "Authorization"}


@dataclass(frozen=True, slots=True)
class Answer:
    """A document with a status or headers of its own."""

    document: Document | None
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)


def endpoint(*, is_open: bool = False, **views: View) -> Callable[..., HttpResponseBase]:
    """One address of the API; `views` are its methods by name (`get=`, `post=`).

    `is_open`: it tells everybody the same, so nobody is asked who they are.
    """
    allowed = ", ".join([*(method.upper() for method in views), "OPTIONS"])

    @csrf_exempt  # a token in a header is nothing a foreign page could make a browser send
    def answer(request: HttpRequest, **captured: Any) -> HttpResponseBase:
        try:
            response = _answer(request, views, allowed, is_open, captured)
        except Exception as fault:
            response = _refusal(fault)
        _say_limits(request, response)
        response.headers["X-Request-Id"] = str(uuid4())
        return response

    answer.methods = frozenset(name.upper() for name in views)  # type: ignore[attr-defined]
    answer.views = views  # type: ignore[attr-defined]
    answer.is_open = is_open  # type: ignore[attr-defined]
    return answer


def _answer(
    request: HttpRequest,
    views: Mapping[str, View],
    allowed: str,
    is_open: bool,
    captured: Mapping[str, Any],
) -> HttpResponseBase:
    method = str(request.method)
    view = views.get("get" if method == "HEAD" else method.lower())
    if method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": allowed})
    allowance_of(request, is_open=is_open)
    if view is None:
        raise Refused(405, "Method not allowed", Allow=allowed)
    if not _takes_json(request.headers.get("Accept", "")):
        raise Refused(406, "This address answers with JSON")
    said = view(request, **captured)
    if isinstance(said, HttpResponseBase):
        return said
    if isinstance(said, Answer):
        return json_response(said.document, said.status, said.headers)
    return json_response(said)


def _refusal(fault: Exception) -> HttpResponse:
    """The answer to what was refused; what is our own fault goes on to the log and the 500."""
    refused = as_refused(fault)
    if refused is None:
        raise fault
    return json_response({"error": str(refused), **refused.more}, refused.status, refused.headers)


def json_response(
    document: Document | None, status: int = 200, headers: Mapping[str, str] | None = None
) -> HttpResponse:
    """A document as it goes to a program."""
    every = {"Content-Type": _JSON, **_PRIVATE, **(headers or {})}
    return HttpResponse(_as_bytes(document), status=status, headers=every)


def _as_bytes(document: Document | None) -> bytes:
    if isinstance(document, bytes):
        return document  # put together by hand
    return b"" if document is None else orjson.dumps(document, default=str)


def _takes_json(accept: str) -> bool:
    """Whether somebody who says what they take leaves room for JSON; browsers do."""
    return not accept or any(kind in accept for kind in ("*/*", "json", "application/*", "text/"))


def _say_limits(request: HttpRequest, response: HttpResponseBase) -> None:
    known: Allowance | None = getattr(request, "_allowance", None)
    if known is None:
        return
    reset = clock.now() + timedelta(seconds=known.reset_after)
    response.headers["X-RateLimit-Limit"] = str(known.limit)
    response.headers["X-RateLimit-Remaining"] = str(known.remaining)
    response.headers["X-RateLimit-Reset"] = f"{reset.isoformat(timespec='microseconds')[:-6]}Z"


def whole_id(raw: object) -> int | None:
    """An id as clients send it; None for what cannot be one."""
    text = str(raw) if isinstance(raw, str | int) and not isinstance(raw, bool) else ""
    if text.isascii() and text.isdigit() and len(text) <= 19 and int(text) < 2**63:
        return int(text)
    return None
