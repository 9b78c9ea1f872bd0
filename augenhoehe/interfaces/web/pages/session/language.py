"""The language of the pages: kept in the browser, and with the login of who is signed in."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from augenhoehe.domain.people.actions import choose_language
from augenhoehe.interfaces.web.requests import account_of
from augenhoehe.interfaces.web.sign_in import wish_of

_A_YEAR = 60 * 60 * 24 * 365


def language(request: HttpRequest, code: str) -> HttpResponse:
    """Read on in another language, on the page one came from."""
    if code not in dict(settings.LANGUAGES):
        raise Http404
    account = account_of(request)
    if account is not None and _meant(request):
        choose_language(by=account, language=code)
    return remember_language(redirect(wish_of(request) or "/"), code)


def remember_language(response: HttpResponse, code: str) -> HttpResponse:
    """Keep the choice in this browser."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=_A_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _meant(request: HttpRequest) -> bool:
    # A link on somebody else's page may change what this browser shows, but not the login.
    return request.method == "POST" or request.headers.get("Sec-Fetch-Site") == "same-origin"
