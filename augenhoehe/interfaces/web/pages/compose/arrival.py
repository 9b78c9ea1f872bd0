"""How a text is known again: sent twice it is one post, and its browser learns it arrived."""

from __future__ import annotations

import hashlib
import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse

_COOKIE = "augenhoehe_published"  # read by draft.js: which words need not be kept any longer
_MOST = 5
_NONCE = re.compile(r"[A-Za-z0-9-]{8,64}")


def nonce_of(sent: str) -> str:
    """The key of a form as it was given out; any other word becomes one of that form."""
    if not sent or _NONCE.fullmatch(sent):
        return sent
    return _digest(sent)


def submission_of(nonce: str, *words: str) -> str:
    """One key for one text: the same form sent twice is one post, another text is not."""
    return f"web:{_digest(nonce, *words)}"


def tell_arrived(request: HttpRequest, response: HttpResponse, nonce: str) -> None:
    """Let the browser know that the text of this form is published."""
    before = filter(_NONCE.fullmatch, request.COOKIES.get(_COOKIE, "").split("."))
    response.set_cookie(
        _COOKIE,
        ".".join([nonce, *before][:_MOST]),
        max_age=3600,
        samesite="Lax",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )


def _digest(*words: str) -> str:
    return hashlib.sha256("\n".join(words).encode("utf-8", "replace")).hexdigest()
