"""Who is looking: the viewer of a request, loaded once, when somebody asks."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from augenhoehe.domain.posts.audience import EVERYBODY, Reader, reader_for

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account

View = Callable[..., HttpResponse]


def reader_of(request: HttpRequest) -> Reader:
    """The reader behind a request; nearly every page asks, it is loaded once."""
    known = getattr(request, "_reader", None)
    if known is None:
        account = account_of(request)
        known = EVERYBODY if account is None else reader_for(account)
        request._reader = known  # type: ignore[attr-defined]
    return cast(Reader, known)


def account_of(request: HttpRequest) -> Account | None:
    """The signed-in person, or None. Asks no database for people without a session cookie."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    user: Any = request.user
    return user.account if user.is_authenticated else None


def me(request: HttpRequest) -> Account:
    """The signed-in person; only in views that are `signed_in`."""
    account = account_of(request)
    if account is None:
        raise RuntimeError("This view must be guarded by signed_in.")
    return account


def signed_in(view: View) -> View:
    """Let only people who are signed in; others sign in first and come back."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if account_of(request) is None:
            return sign_in_first(request)
        return view(request, *args, **kwargs)

    return guarded


def sign_in_first(request: HttpRequest, *, back: str = "") -> HttpResponse:
    """To the sign-in page, and from there back to where the person was."""
    if not back:
        here = request.get_full_path()
        back = here if request.method == "GET" else page_before(request) or "/"
    response: HttpResponse = redirect(f"{settings.LOGIN_URL}?{urlencode({'next': back})}")
    if request.headers.get("HX-Request"):  # a swapped part cannot show a whole page
        response = HttpResponse(headers={"HX-Redirect": response["Location"]})
    return response


def page_before(request: HttpRequest) -> str:
    """The page of this server a form stood on, "" if that cannot be told."""
    try:
        parts = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return ""
    is_here = parts.netloc == request.get_host() and parts.path.startswith("/")
    if not is_here or parts.path.startswith("//"):
        return ""
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def address_of(request: HttpRequest) -> str:
    """The address a request comes from, for limits; never stored."""
    return str(request.META.get("REMOTE_ADDR", ""))


def whole_number(request: HttpRequest, name: str) -> int | None:
    """A query parameter as a 63-bit number; None if it is absent or nonsense."""
    raw = request.GET.get(name, "")
    if raw.isascii() and raw.isdigit() and len(raw) <= 19 and int(raw) < 2**63:
        return int(raw)
    return None
