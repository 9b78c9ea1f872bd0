"""`/teilen`: another app hands over words, a link or pictures.

Pictures go into the composer. Words can go there, or to the page for texts that will stand
somewhere else: who shared them chooses, and until then nothing of them is stored.
"""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from augenhoehe.foundation.text import tidy
from augenhoehe.foundation.verdicts import NotAllowed
from augenhoehe.interfaces.web.pages.compose.shelf import Shelf
from augenhoehe.interfaces.web.requests import account_of, sign_in_first

_LONGEST = 4000


@csrf_exempt  # the system sends it, with no page of ours before; see `_refuse_other_sites`
@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest) -> HttpResponse:
    """Publishes nothing: what was shared waits in the composer."""
    _refuse_other_sites(request)
    handed = request.POST if request.method == "POST" else request.GET
    text = _together(*(tidy(handed.get(name, "")).strip() for name in ("title", "text", "url")))
    query: list[tuple[str, str]] = [("text", text)] if text else []
    account = account_of(request)
    if account is None:
        return sign_in_first(request, back=_composer(query))
    if request.method == "POST" and text and not request.FILES:
        response = render(request, "pwa/shared.html", {"text": text})
        response.headers["Cache-Control"] = "private, no-store"
        return response
    shelf = Shelf(account)
    shelf.take(request.FILES.getlist("files"))
    for error in shelf.errors:
        messages.error(request, error)
    query += [("picture", str(shown.picture.id)) for shown in shelf.pictures]
    return redirect(_composer(query))


def _refuse_other_sites(request: HttpRequest) -> None:
    """A form of another site must not put pictures on somebody's shelf."""
    if request.method == "POST" and request.headers.get("Sec-Fetch-Site") == "cross-site":
        raise NotAllowed(_("This was sent by another site and not by an app of yours."))


def _together(title: str, text: str, url: str) -> str:
    """Each thing once: many apps put the address, or the title, into the text as well."""
    parts = [text]
    if title and title not in text:
        parts.insert(0, title)
    if url and url not in text:
        parts.append(url)
    return "\n\n".join(filter(None, parts))[:_LONGEST]


def _composer(query: list[tuple[str, str]]) -> str:
    return reverse("compose") + (f"?{urlencode(query)}" if query else "")
