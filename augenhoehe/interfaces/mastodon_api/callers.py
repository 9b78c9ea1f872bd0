"""Who asks: a person, maybe through a voice; an app for itself; or anybody."""

from __future__ import annotations

import logging

from django.db import DatabaseError
from django.http import HttpRequest

from augenhoehe.domain.people.access import AppToken, Shown, TokenHolder, token_shown
from augenhoehe.domain.people.actions import note_use
from augenhoehe.foundation import patience
from augenhoehe.foundation.patience import Allowance, Patience
from augenhoehe.interfaces.mastodon_api.errors import (
    DISABLED,
    NO_PERSON,
    NO_TOKEN,
    NOT_CONFIRMED,
    OUT_OF_SCOPE,
    Refused,
)

log = logging.getLogger("augenhoehe.mastodon_api")


def holder_of(request: HttpRequest, *scopes: str) -> TokenHolder:
    """The person who asks, by the token; it must allow one of `scopes`."""
    caller = _caller(request, scopes)
    if caller is None:
        raise _no_token()
    if isinstance(caller, AppToken):
        raise Refused(422, NO_PERSON)
    if not caller.is_confirmed:
        raise Refused(403, NOT_CONFIRMED)
    if caller.is_suspended:
        raise Refused(403, DISABLED)
    return caller


def holder_if_any(request: HttpRequest, *scopes: str) -> TokenHolder | None:
    """The person who asks, or None without any. A wrong token is refused, it is not nobody."""
    caller = _caller(request, scopes)
    if isinstance(caller, TokenHolder) and caller.is_confirmed:
        return caller
    return None


def app_of(request: HttpRequest, *scopes: str) -> AppToken:
    """The app that asks for itself."""
    caller = _caller(request, scopes)
    if not isinstance(caller, AppToken):
        raise _no_token()
    return caller


def caller_of(request: HttpRequest) -> TokenHolder | AppToken:
    """Whoever shows a token, of whatever scope."""
    caller = _caller(request, ())
    if caller is None:
        raise _no_token()
    return caller


def allowance_of(request: HttpRequest, *, is_open: bool) -> None:
    """Count the request: by its token, or by the address it comes from."""
    shown = None if is_open else _shown(request)
    what, whom = (
        ("api_anybody", str(request.META.get("REMOTE_ADDR", "")))
        if shown is None
        else ("api", str(shown.who.token_id))
    )
    try:
        allowance = patience.spend(what, whom)
    except Patience as refusal:
        request._allowance = Allowance(refusal.limit, 0, refusal.retry_after)  # type: ignore[attr-defined]
        raise
    request._allowance = allowance  # type: ignore[attr-defined]


def _caller(request: HttpRequest, scopes: tuple[str, ...]) -> TokenHolder | AppToken | None:
    if not _credentials(request):
        return None
    shown = _shown(request)
    if shown is None:
        raise _no_token()
    if scopes and not any(shown.who.has_scope(scope) for scope in scopes):
        raise Refused(403, OUT_OF_SCOPE)
    return shown.who


def _no_token() -> Refused:
    challenge = f'Bearer realm="Augenhoehe", error="invalid_token", error_description="{NO_TOKEN}"'
    return Refused(401, NO_TOKEN, WWW_Authenticate=challenge)


def _credentials(request: HttpRequest) -> str:
    return request.headers.get("Authorization", "").strip() or request.GET.get("access_token", "")


def _shown(request: HttpRequest) -> Shown | None:
    """The token of a request, looked up once."""
    if not hasattr(request, "_shown"):
        request._shown = _look_up(request)  # type: ignore[attr-defined]
    found: Shown | None = request._shown  # type: ignore[attr-defined]
    return found


def _look_up(request: HttpRequest) -> Shown | None:
    header = request.headers.get("Authorization", "").strip()
    kind, _space, token = header.partition(" ") if header else ("bearer", "", _credentials(request))
    token = token.strip()
    if not token or kind.lower() != "bearer":
        return None
    shown = token_shown(token, only_reads=request.method in ("GET", "HEAD"))
    if shown is not None and shown.is_first_today:
        _note(shown.who.token_id)
    return shown


def _note(token_id: int) -> None:
    try:
        note_use(token_id)
    except DatabaseError as fault:  # nothing that should keep somebody from reading
        log.warning("cannot note the use of a token: %s", fault)
