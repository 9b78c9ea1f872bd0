"""What every method of the API has in common: who asks, what was sent, refusals as JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import (
    BadRequest,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
)
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from augenhoehe.domain.people.selectors import TokenHolder, token_holder
from augenhoehe.foundation.patience import Patience
from augenhoehe.foundation.verdicts import Invalid, NotAllowed

View = Callable[..., dict[str, Any]]


class Refused(Exception):
    """The request is answered with an error; `str()` is what the answer says."""

    def __init__(self, status: int, message: str, **headers: str) -> None:
        super().__init__(message)
        self.status = status
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


def endpoint(**views: View) -> Callable[..., HttpResponseBase]:
    """One address of the API; `views` are its methods by name (`get=`, `post=`)."""
    allowed = ", ".join(method.upper() for method in views)

    @csrf_exempt  # a token in a header is nothing a foreign page could make a browser send
    def answer(request: HttpRequest, **captured: str) -> HttpResponseBase:
        view = views.get("get" if request.method == "HEAD" else str(request.method).lower())
        try:
            if view is None:
                raise Refused(405, "Method not allowed", Allow=allowed)
            return _json(view(request, **captured))
        except _REFUSALS as refusal:
            refused = as_refused(refusal)
            return _json({"error": str(refused)}, refused.status, refused.headers)

    return answer


def _json(
    document: Mapping[str, Any], status: int = 200, headers: Mapping[str, str] | None = None
) -> JsonResponse:
    # What a token opens is nobody else's: no cache may keep it.
    private = {"Cache-Control": "private, no-store", "Vary": "Authorization"}
    return JsonResponse(dict(document), status=status, headers={**private, **(headers or {})})


_REFUSALS = (
    Refused,
    NotAllowed,
    Invalid,
    Patience,
    BadRequest,
    MultiPartParserError,
    SuspiciousOperation,
)


def as_refused(refusal: Exception) -> Refused:
    """What the domain or Django refused, as an answer of the API."""
    match refusal:
        case Refused():
            return refusal
        case NotAllowed():
            return Refused(403, str(refusal))
        case Invalid():
            return invalid(str(refusal))
        case Patience():
            return Refused(
                429,
                _("Please wait %(seconds)d seconds.") % {"seconds": refusal.retry_after},
                Retry_After=str(refusal.retry_after),
            )
        case RequestDataTooBig() | TooManyFieldsSent():
            return Refused(413, "Payload too large")
    return Refused(400, "This request cannot be understood")


def invalid(message: str) -> Refused:
    """A value that cannot be used, in the words clients know."""
    return Refused(422, f"Validation failed: {message}")


def holder_of(request: HttpRequest, scope: str) -> TokenHolder:
    """Who asks, by the token; it must allow `scope`."""
    holder = holder_if_any(request, scope)
    if holder is None:
        raise Refused(401, "The access token is invalid", WWW_Authenticate="Bearer")
    return holder


def holder_if_any(request: HttpRequest, scope: str) -> TokenHolder | None:
    """Who asks, or None without any token. A wrong token is refused, it is not nobody."""
    kind, _space, token = request.headers.get("Authorization", "").strip().partition(" ")
    if not kind:
        return None
    holder = token_holder(token.strip()) if kind.lower() == "bearer" else None
    if holder is None:
        raise Refused(401, "The access token is invalid", WWW_Authenticate="Bearer")
    if not holder.has_scope(scope):
        raise Refused(403, "This action is outside the authorized scopes")
    return holder


def whole_id(raw: object) -> int | None:
    """An id as clients send it; None for what cannot be one."""
    text = str(raw) if isinstance(raw, str | int) and not isinstance(raw, bool) else ""
    if text.isascii() and text.isdigit() and len(text) <= 19 and int(text) < 2**63:
        return int(text)
    return None
