"""Pages for what went wrong: what happened, what one can do, whom to ask."""

from __future__ import annotations

from typing import Any, TypeVar

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _


def _page(request: HttpRequest, status: int, template: str, **context: Any) -> HttpResponse:
    if request.path.startswith("/api/"):
        return JsonResponse({"error": str(context.get("reason") or _NAMES[status])}, status=status)
    return render(request, f"errors/{template}.html", context | {"status": status}, status=status)


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
    response = _page(request, 429, "patience", retry_after=retry_after)
    response.headers["Retry-After"] = str(retry_after)
    return response


def unavailable(request: HttpRequest) -> HttpResponse:
    """Must work without the database: the page is made of nothing but words."""
    if request.path.startswith("/api/"):
        response: HttpResponse = JsonResponse({"error": _NAMES[503]}, status=503)
    else:
        response = render(request, "errors/unavailable.html", status=503)
    response.headers["Retry-After"] = "10"
    return response


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 404, "not_found")


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(request, 400, "bad_request")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return not_allowed(request, str(exception or _("This action is not allowed.")))


def broken(request: HttpRequest) -> HttpResponse:
    if request.path.startswith("/api/"):
        return JsonResponse({"error": _NAMES[500]}, status=500)
    return render(request, "errors/broken.html", status=500)


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that came from elsewhere, or from a page that is too old."""
    return _page(request, 403, "csrf")


Thing = TypeVar("Thing")


def found_or_404(thing: Thing | None) -> Thing:
    """The thing, or the page that says there is none."""
    if thing is None:
        raise Http404
    return thing
