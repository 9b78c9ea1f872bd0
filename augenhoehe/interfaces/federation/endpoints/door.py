"""What all documents for other servers have in common: mode, who may ask, refusals."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from augenhoehe.interfaces.federation.endpoints.answers import (
    Gone,
    NotHere,
    Refused,
    gone,
    preflight,
    refusal,
)
from augenhoehe.interfaces.federation.endpoints.asker import asker_of, refuse_suspended

View = Callable[..., HttpResponse]


def for_servers(view: View) -> View:
    """A document that is asked for by GET; a view raises `NotHere`, `Gone` or `Refused`."""
    return _guarded(view, is_open=False)


def for_all_servers(view: View) -> View:
    """The same for what has to be readable before anybody can sign, such as our own key."""
    return _guarded(view, is_open=True)


def _guarded(view: View, *, is_open: bool) -> View:
    @csrf_exempt  # nothing is changed here, and who tries gets no page but 405
    @wraps(view)
    def answer(request: HttpRequest, **captured: Any) -> HttpResponse:
        if settings.FEDERATION == "closed":
            return refusal(404, "Not found")
        if request.method == "OPTIONS":
            return preflight()
        if request.method not in ("GET", "HEAD"):
            return refusal(405, "Only GET is answered here")
        try:
            require_admitted(request, is_open=is_open)
            return view(request, **captured)
        except NotHere:
            return refusal(404, "Not found")
        except Gone as there:
            return gone(there.tombstone)
        except Refused as refused:
            return refusal(refused.status, str(refused))

    return answer


def require_admitted(request: HttpRequest, *, is_open: bool) -> None:
    """Refuse who may not ask: suspended servers, and with authorized fetch who does not sign."""
    if settings.FEDERATION_AUTHORIZED_FETCH and not is_open:
        asker_of(request)
    else:
        refuse_suspended(request)
