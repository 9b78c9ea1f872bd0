"""What an app asks of a person, read from the address it sent them to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest
from oauthlib.oauth2.rfc6749 import errors

from augenhoehe.domain.people.actions import OUT_OF_BAND
from augenhoehe.interfaces.mastodon_api.oauth.server import in_words, server

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Application

# All that counts of the query; anything else an app adds is no business of ours.
NAMES = (
    "client_id",
    "redirect_uri",
    "response_type",
    "scope",
    "state",
    "code_challenge",
    "code_challenge_method",
    "force_login",
    "lang",
)
_HOST = re.compile(r"[a-z0-9.\-:\[\]]+", re.IGNORECASE | re.ASCII)
_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]*", re.IGNORECASE | re.ASCII)


@dataclass(frozen=True, slots=True)
class Asked:
    """An app asks to speak for somebody: which, for what, and where it waits for the answer."""

    application: Application
    redirect_uri: str
    scopes: tuple[str, ...]
    state: str
    code_challenge: str

    @property
    def is_out_of_band(self) -> bool:
        """Whether the code is shown on a page, to be typed into the app."""
        return self.redirect_uri == OUT_OF_BAND


class CannotAsk(Exception):
    """What an app sent cannot be answered. `back` is where it can be told so, else nobody is."""

    def __init__(self, error: str, description: str | None, back: str = "") -> None:
        super().__init__(error)
        self.words = in_words(error, description)
        self.back = back


def sent_by(request: HttpRequest) -> dict[str, str]:
    """The parameters of the question; in a form they stand in hidden fields."""
    found = (
        request.POST if request.method == "POST" and "client_id" in request.POST else request.GET
    )
    return {name: found[name] for name in NAMES if name in found}


def read_question(sent: Mapping[str, str]) -> Asked:
    """The question of an app; raises `CannotAsk`."""
    address = f"{settings.BASE_URL}/oauth/authorize?{urlencode(sent)}"
    try:
        scopes, about = server.validate_authorization_request(address)
    except errors.FatalClientError as fault:
        raise CannotAsk(fault.error, fault.description) from None
    except errors.OAuth2Error as fault:
        raise CannotAsk(fault.error, fault.description, _back(sent, fault)) from None
    except ValueError:  # a query that cannot be read at all
        raise CannotAsk("invalid_request", None) from None
    return Asked(
        application=about["request"].client,
        redirect_uri=about["redirect_uri"],
        scopes=tuple(dict.fromkeys(scopes)),
        state=sent.get("state", ""),
        code_challenge=about.get("code_challenge", ""),
    )


def _back(sent: Mapping[str, str], fault: errors.OAuth2Error) -> str:
    uri = fault.redirect_uri or ""
    if not uri or uri == OUT_OF_BAND:
        return ""
    return address_with(uri, in_words(fault.error, fault.description), state=sent.get("state", ""))


def address_with(uri: str, said: Mapping[str, str], *, state: str) -> str:
    """An app's own address, letter by letter, with the answer behind it."""
    query = urlencode({**said, **({"state": state} if state else {})})
    return f"{uri}{'&' if '?' in uri else '?'}{query}"


def source_of(uri: str) -> str:
    """An address as a source of a content policy: browsers check where a form leads in the end."""
    scheme = uri.partition(":")[0]
    if uri == OUT_OF_BAND or not _SCHEME.fullmatch(scheme):
        return ""
    if scheme.lower() not in ("http", "https"):
        return f"{scheme}:"
    host = urlsplit(uri).netloc
    return f"{scheme}://{host}" if _HOST.fullmatch(host) else ""
