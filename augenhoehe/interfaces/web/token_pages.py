"""Pages whose address is a secret: nothing keeps them, and nothing passes the address on.

Not with "no-referrer": browsers then send forms of the page with `Origin: null`, and every
one of them is refused as forged. "same-origin" keeps the address from everybody else as well.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from augenhoehe.interfaces.web.requests import View


def by_token(view: View) -> View:
    """For a view that is reached by the token in its address, whatever it answers."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return secret(view(request, *args, **kwargs))

    return guarded


def secret(response: HttpResponse) -> HttpResponse:
    """The address of this page is a secret."""
    response.headers["Cache-Control"] = "private, no-store"
    response.headers["Referrer-Policy"] = "same-origin"
    return response
