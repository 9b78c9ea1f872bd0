"""`/oauth/token`, `/oauth/revoke`, `/oauth/userinfo`: for programs, in JSON."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from oauthlib.common import Request

from augenhoehe.domain.people.actions import revoke_token
from augenhoehe.interfaces.mastodon_api.endpoint import Answer, endpoint, holder_of
from augenhoehe.interfaces.mastodon_api.entities.account import account_entity
from augenhoehe.interfaces.mastodon_api.oauth.server import Validator, answered, core, in_words
from augenhoehe.interfaces.mastodon_api.parameters import parameters_of


def _token(request: HttpRequest) -> Answer:
    """A code, or an app's own name and secret, for a token."""
    if not parameters_of(request).has("grant_type"):
        missing = "Missing required parameter: grant_type."
        return Answer(in_words("invalid_request", missing), 400)
    _uri, _headers, body, status = core.create_token_response(request)
    document = answered(body)
    challenge = {"WWW-Authenticate": 'Bearer realm="Augenhoehe"'} if status == 401 else {}
    return Answer(
        document, status, {"Pragma": "no-cache", "Cache-Control": "no-store", **challenge}
    )


def _revoke(request: HttpRequest) -> Answer:
    """A token is given back by the app it was made for; one nobody knows is fine too."""
    uri, method, body, headers = core._extract_params(request)
    asked = Request(uri, method, body, headers)
    token = parameters_of(request).text("token")
    if not Validator().authenticate_client(asked):
        return _not_yours()
    if token and not revoke_token(token, application=asked.client):
        return _not_yours()
    return Answer({})


def _not_yours() -> Answer:
    words = "You are not authorized to revoke this token"
    return Answer(in_words("unauthorized_client", words), 403)


def _userinfo(request: HttpRequest) -> dict[str, Any]:
    """Who somebody is, in the words of OpenID."""
    shown = account_entity(holder_of(request, "profile", "read:accounts").speaks_as)
    return {
        "iss": f"{settings.BASE_URL}/",
        "sub": shown["uri"],
        "name": shown["display_name"],
        "preferred_username": shown["username"],
        "profile": shown["url"],
        "picture": shown["avatar"],
    }


token = endpoint(is_open=True, post=_token)
revoke = endpoint(is_open=True, post=_revoke)
userinfo = endpoint(get=_userinfo, post=_userinfo)
