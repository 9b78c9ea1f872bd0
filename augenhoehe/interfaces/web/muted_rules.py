"""Rules for plain speech that somebody does not want to hear of: their browser knows, nobody else.

A cookie, so that it works without scripts. The server keeps no list of its own.
"""

from __future__ import annotations

from collections.abc import Collection

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from augenhoehe.plainspeech import Rules

_COOKIE = "augenhoehe_muted_hints"
_BETWEEN = "|"  # no rule has it in its name, and a cookie may hold it as it is
_MOST = 40  # names, of at most 63 letters each: below the 4 kB a browser keeps
_A_YEAR = 365 * 24 * 3600


def muted_by(request: HttpRequest, rules: Rules) -> list[str]:
    """Names of rules that are muted once this request is answered (`mute`, `unmute`)."""
    asked = request.COOKIES.get(_COOKIE, "")[: _MOST * 64].split(_BETWEEN)
    names = dict.fromkeys([request.POST.get("mute", ""), *asked])
    back = request.POST.getlist("unmute")[:_MOST]
    known = {rule.name for rule in rules}
    return [name for name in names if name in known and name not in back][:_MOST]


def is_changing(request: HttpRequest) -> bool:
    """Whether this request mutes a rule, or takes that back."""
    return "mute" in request.POST or "unmute" in request.POST


def remember(response: HttpResponse, muted: Collection[str]) -> None:
    """Give the browser the new list; an empty one is taken away."""
    if not muted:
        response.delete_cookie(_COOKIE, samesite="Lax")
        return
    response.set_cookie(
        _COOKIE,
        _BETWEEN.join(muted),
        max_age=_A_YEAR,
        httponly=True,
        samesite="Lax",
        secure=bool(settings.SESSION_COOKIE_SECURE),
    )
