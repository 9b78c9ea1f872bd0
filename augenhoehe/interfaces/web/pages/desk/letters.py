"""Ending the letter in the morning by the link in it, without signing in (RFC 8058)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from augenhoehe.domain.criticism.actions import want_digest
from augenhoehe.domain.criticism.letter_tokens import person_of
from augenhoehe.domain.people.selectors import account_by_id
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.token_pages import by_token


# Mail programs post here by themselves, without a page before. GET changes nothing.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@by_token
def end(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, and with POST: no letter any more."""
    person = found_or_404(account_by_id(person_of(token) or 0))
    if request.method == "POST":
        want_digest(False, by=person)
    context = {"token": token, "is_done": request.method == "POST"}
    return render(request, "desk/letter_end.html", context)
