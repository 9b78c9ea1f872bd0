"""What happens around every page: headers, language, honest faults, refusals in words."""

from __future__ import annotations

import logging
from collections.abc import Callable
from zoneinfo import ZoneInfo, available_timezones

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from augenhoehe.foundation.faults import is_passing
from augenhoehe.foundation.patience import Patience
from augenhoehe.foundation.verdicts import NotAllowed
from augenhoehe.interfaces.web import errors
from augenhoehe.interfaces.web.requests import account_of

log = logging.getLogger("augenhoehe.web")
Answer = Callable[[HttpRequest], HttpResponse]

_CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "media-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}


class Headers:
    """The same strict headers on every answer; nothing is loaded from elsewhere."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        if further := getattr(response, "form_action", ""):
            # A page whose form leads to another site in the end, such as an app's.
            policy = _CSP.replace("form-action 'self'", f"form-action 'self' {further}")
            response.headers["Content-Security-Policy"] = policy
        for name, value in _HEADERS.items():
            response.headers.setdefault(name, value)
        if settings.BASE_URL.startswith("https:"):
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            # A page of somebody signed in is nobody else's.
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class HonestFaults:
    """A full disk or a database that cannot be written is said as it is: 503, try again."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        if is_passing(fault):
            log.error("cannot write now: %s", fault)
            return errors.unavailable(request)
        return None


class Languages:
    """Language and time zone of the reader: chosen, else the server's, else the browser's."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = self._language(request)
        translation.activate(language)
        request.LANGUAGE_CODE = language
        self._use_time_zone(request)
        try:
            response = self.answer(request)
        finally:
            timezone.deactivate()
        response.headers.setdefault("Content-Language", language)
        response.headers["Vary"] = ", ".join(
            filter(None, [response.headers.get("Vary"), "Accept-Language"])
        )
        return response

    def _language(self, request: HttpRequest) -> str:
        known = dict(settings.LANGUAGES)
        asked = request.GET.get("lang", "")
        chosen = asked or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        account = account_of(request)
        if not chosen and account is not None:
            chosen = request.user.language  # type: ignore[union-attr]
        if chosen in known:
            return chosen
        if settings.SERVER_LANGUAGE in known:
            return settings.SERVER_LANGUAGE
        return translation.get_language_from_request(request)

    def _use_time_zone(self, request: HttpRequest) -> None:
        zone = request.COOKIES.get("augenhoehe_zone", "")
        if zone in _zones():
            timezone.activate(ZoneInfo(zone))


_known_zones: frozenset[str] = frozenset()


def _zones() -> frozenset[str]:
    global _known_zones
    if not _known_zones:
        _known_zones = frozenset(available_timezones())
    return _known_zones


class Refusals:
    """A refusal of the domain becomes a page that says why; patience says how long."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, refusal: Exception) -> HttpResponse | None:
        if isinstance(refusal, NotAllowed):
            return errors.not_allowed(request, str(refusal))
        if isinstance(refusal, Patience):
            return errors.patience(request, refusal.retry_after)
        return None
