"""The demo: looking as somebody else with one click, and a tour in fifteen steps."""

from __future__ import annotations

from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from augenhoehe.domain.people.selectors import account_by_address, email_of
from augenhoehe.interfaces.web.errors import csrf_refused, found_or_404
from augenhoehe.interfaces.web.pages.demo.parts import OUTSIDER, PARTS
from augenhoehe.interfaces.web.pages.demo.tour import STEPS, looks_of
from augenhoehe.interfaces.web.pages.session.language import remember_language
from augenhoehe.interfaces.web.requests import View

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
# Pages that are another for somebody else, or not there at all.
_PERSONAL = (
    "/home",
    "/meldungen",
    "/gemerkt",
    "/schreiben",
    "/entwuerfe",
    "/einstellungen",
    "/tisch",
    "/aufsicht",
    "/einsicht",
    "/draufschauen",
    "/codex/lesen",
    "/erste-schritte",
    "/anderswo-schreiben",
)


def in_the_demo(view: View) -> View:
    """On a real server there is no such page."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


@csrf_exempt  # a token would give a cookie to everybody who only reads
@in_the_demo
@require_POST
def look_as(request: HttpRequest, who: str) -> HttpResponse:
    """Go on as somebody else, on the same page if it is one for everybody."""
    if not _comes_from_here(request):
        return csrf_refused(request)
    if who == OUTSIDER:
        logout(request)
        return redirect(_way_on(request, signed_in=False))
    part = found_or_404(PARTS.get(who))
    account = found_or_404(account_by_address(part.handle))
    if email_of(part.handle) != part.email:
        raise Http404
    login(request, account.login, backend=_BACKEND)
    # Whoever looks as Erika goes on reading in their own language, not in hers.
    way_on = redirect(_way_on(request, signed_in=True))
    return remember_language(way_on, get_language() or "")


def _comes_from_here(request: HttpRequest) -> bool:
    # Every browser says one of the two with a form; what says neither carries no foreign cookies.
    if site := request.headers.get("Sec-Fetch-Site"):
        return site == "same-origin"
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.get_host()


def _way_on(request: HttpRequest, *, signed_in: bool) -> str:
    path = request.POST.get("next", "")
    if not path.startswith("/") or path.startswith(("//", "/\\")):
        path = "/"
    if path.startswith("/raeume/"):
        return "/raeume"
    if path.startswith(_PERSONAL) or path == "/":
        return "/home" if signed_in else "/"
    return path


@in_the_demo
@require_safe
def begin(request: HttpRequest) -> HttpResponse:
    """The tour, from its first step."""
    return redirect("tour", 1)


@in_the_demo
@require_safe
def tour(request: HttpRequest, number: int) -> HttpResponse:
    """One step of the tour."""
    if not 1 <= number <= len(STEPS):
        raise Http404
    step = STEPS[number - 1]
    context = {
        "step": step,
        "number": number,
        "total": len(STEPS),
        "part": PARTS.get(step.part),
        "outsider": OUTSIDER,
        "before": number - 1,
        "after": number + 1 if number < len(STEPS) else 0,
        **looks_of(request, step),
    }
    return render(request, "demo/tour.html", context)
