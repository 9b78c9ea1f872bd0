"""Pages for what went wrong: what happened, what one can do, whom to ask."""

from __future__ import annotations

from typing import Any, TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, RawPostDataException
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from augenhoehe.foundation.programs import is_for_programs


def _page(request: HttpRequest, status: int, template: str, **context: Any) -> HttpResponse:
    if is_for_programs(request.path):
        return JsonResponse({"error": str(context.get("reason") or _NAMES[status])}, status=status)
    context |= {"status": status, "kept": written_in(request)}
    return render(request, f"errors/{template}.html", context, status=status)


# What reading a form may raise; a page about it must not stumble over it once more.
_CANNOT_BE_READ = (
    OSError,
    ValueError,
    BadRequest,
    SuspiciousOperation,
    MultiPartParserError,
    RawPostDataException,
)


def written_in(request: HttpRequest) -> dict[str, str]:
    """What somebody wrote in a form that could not be taken: the page shows it, to be copied.

    Not what another site sent: nobody here wrote that.
    """
    origin = request.headers.get("Origin", "")
    try:
        is_ours = not origin or urlsplit(origin).netloc == request.get_host()
        if request.method != "POST" or not is_ours:
            return {}
        found = {name: request.POST.get(name, "") for name in ("text", "reply_to", "space")}
    except _CANNOT_BE_READ:
        return {}
    return found if found["text"].strip() else {}


_NAMES = {
    400: "This request cannot be understood",
    403: "This action is not allowed",
    404: "Record not found",
    405: "Method not allowed",
    410: "This is gone",
    413: "Payload too large",
    429: "Too many requests",
    500: "Something went wrong on our end",
    503: "Service unavailable for a moment",
}


def not_allowed(request: HttpRequest, reason: str) -> HttpResponse:
    return _page(request, 403, "not_allowed", reason=reason)


def patience(request: HttpRequest, retry_after: int) -> HttpResponse:
    minutes = -(-retry_after // 60) if retry_after > 90 else 0
    response = _page(request, 429, "patience", retry_after=retry_after, minutes=minutes)
    response.headers["Retry-After"] = str(retry_after)
    return response


def unavailable(request: HttpRequest) -> HttpResponse:
    """Must work without the database: the page is made of nothing but words."""
    if is_for_programs(request.path):
        response: HttpResponse = JsonResponse({"error": _NAMES[503]}, status=503)
    else:
        response = _bare_page(request, "unavailable", 503)
    response.headers["Retry-After"] = "10"
    return response


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 404, "not_found")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 400, "bad_request")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return not_allowed(request, str(exception or _("This action is not allowed.")))


def broken(request: HttpRequest) -> HttpResponse:
    if is_for_programs(request.path):
        return JsonResponse({"error": _NAMES[500]}, status=500)
    return _bare_page(request, "broken", 500)


def _bare_page(request: HttpRequest, template: str, status: int) -> HttpResponse:
    """A page that asks neither the database nor who is looking: either may be what broke."""
    known = {
        "server_name": settings.SERVER_NAME,
        "contact": settings.CONTACT,
        "status": status,
        "kept": written_in(request),
    }
    return HttpResponse(render_to_string(f"errors/{template}.html", known), status=status)


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that came from elsewhere, or from a page that is too old."""
    return _page(request, 403, "csrf")


Thing = TypeVar("Thing")


def found_or_404(thing: Thing | None) -> Thing:
    """The thing, or the page that says there is none."""
    if thing is None:
        raise Http404
    return thing
