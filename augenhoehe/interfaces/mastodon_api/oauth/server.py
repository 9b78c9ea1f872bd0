"""oauthlib's endpoints, through django-oauth-toolkit, with the rules of this server.

Differences from what the toolkit does by itself: codes, tokens and secrets are kept as
digests by the actions of the people room; a code carries a voice; scopes are an app's own;
there are no passwords, no refresh tokens (tokens do not end by themselves) and no implicit
answers; PKCE is S256 or nothing.
"""

from __future__ import annotations

import base64
import binascii
import json
import time
from typing import Any, ClassVar
from urllib.parse import unquote_plus

from django.http import HttpRequest
from oauth2_provider.oauth2_backends import OAuthLibCore
from oauth2_provider.oauth2_validators import OAuth2Validator
from oauthlib.oauth2.rfc6749 import errors
from oauthlib.oauth2.rfc6749.endpoints.authorization import AuthorizationEndpoint
from oauthlib.oauth2.rfc6749.endpoints.token import TokenEndpoint
from oauthlib.oauth2.rfc6749.grant_types import AuthorizationCodeGrant, ClientCredentialsGrant
from oauthlib.oauth2.rfc6749.grant_types.authorization_code import code_challenge_method_s256
from oauthlib.oauth2.rfc6749.tokens import BearerToken

from augenhoehe.domain.people.access import app_by_client_id, grant_for, is_secret_of
from augenhoehe.domain.people.actions import issue_app_token, redeem_code
from augenhoehe.domain.people.tokens import DEFAULT, includes
from augenhoehe.foundation.verdicts import Invalid, NotAllowed
from augenhoehe.interfaces.mastodon_api.parameters import parameters_of


class Validator(OAuth2Validator):  # type: ignore[misc]
    """What oauthlib asks: of apps, codes and scopes."""

    def _load_application(self, client_id: str, request: Any) -> Any:
        if request.client is None or request.client.client_id != client_id:
            request.client = app_by_client_id(client_id or "")
        return request.client

    def _check_secret(self, provided_secret: str, stored_secret: str) -> bool:
        raise NotImplementedError("Secrets are compared by the people room.")

    def _is_client(self, client_id: str | None, secret: str | None, request: Any) -> bool:
        application = self._load_application(client_id or "", request)
        return application is not None and is_secret_of(application, secret or "")

    def authenticate_client(self, request: Any, *args: Any, **kwargs: Any) -> bool:
        """By HTTP Basic if it is used, else by what stands in the body."""
        basic = _basic(request.headers.get("HTTP_AUTHORIZATION", ""))
        client_id, secret = basic or (request.client_id, request.client_secret)
        return self._is_client(client_id, secret, request)

    def client_authentication_required(self, request: Any, *args: Any, **kwargs: Any) -> bool:
        return True

    def validate_code(
        self, client_id: str, code: str, client: Any, request: Any, *args: Any, **kwargs: Any
    ) -> bool:
        grant = grant_for(code, client)
        if grant is None:
            return False
        request.grant, request.user = grant, grant.user
        request.scopes = grant.scope.split()
        return True

    def get_code_challenge(self, code: str, request: Any) -> str | None:
        return request.grant.code_challenge or None

    def get_code_challenge_method(self, code: str, request: Any) -> str | None:
        return request.grant.code_challenge_method or None

    def is_pkce_required(self, client_id: str, request: Any) -> bool:
        return False  # every app here has a secret

    def confirm_redirect_uri(
        self, client_id: str, code: str, redirect_uri: str, client: Any, *args: Any, **kwargs: Any
    ) -> bool:
        request = args[0]
        if request.grant.redirect_uri != redirect_uri:
            raise errors.InvalidGrantError(request=request)
        return True

    def get_default_scopes(self, client_id: str, request: Any, *args: Any, **kwargs: Any) -> Any:
        return [DEFAULT]

    def validate_scopes(
        self, client_id: str, scopes: Any, client: Any, request: Any, *args: Any, **kwargs: Any
    ) -> bool:
        """An app asks for no more than it said it would when it registered."""
        own = client.scopes.split()
        return bool(scopes) and all(includes(own, scope) for scope in scopes)

    def validate_redirect_uri(
        self, client_id: str, redirect_uri: str, request: Any, *args: Any, **kwargs: Any
    ) -> bool:
        return bool(request.client.redirect_uri_allowed(redirect_uri))

    def save_bearer_token(self, token: Any, request: Any, *args: Any, **kwargs: Any) -> None:
        """Make the token; oauthlib answers with what stands in `token` after this."""
        token.pop("expires_in", None)
        if request.grant_type == "client_credentials":
            token["access_token"] = issue_app_token(request.client, scopes=token["scope"])
            return
        try:
            token["access_token"] = redeem_code(request.grant)
        except (Invalid, NotAllowed):  # used meanwhile, or the right to the voice has ended
            raise errors.InvalidGrantError(request=request) from None

    def invalidate_authorization_code(self, *args: Any, **kwargs: Any) -> None:
        """Done with the same stroke that made the token."""


def _basic(header: str) -> tuple[str, str] | None:
    """The name and the secret in a header of HTTP Basic, if it is one."""
    kind, _space, encoded = header.partition(" ")
    if kind.lower() != "basic":
        return None
    try:
        said = base64.b64decode(encoded, validate=True).decode()
    except (binascii.Error, ValueError):
        return "", ""
    client_id, _colon, secret = said.partition(":")
    return unquote_plus(client_id), unquote_plus(secret)


class _CodeGrant(AuthorizationCodeGrant):  # type: ignore[misc]
    _code_challenge_methods: ClassVar = {"S256": code_challenge_method_s256}


class Server(AuthorizationEndpoint, TokenEndpoint):  # type: ignore[misc]
    """Two ways to a token: a code from a person, or an app for itself."""

    def __init__(self, validator: Validator) -> None:
        bearer = BearerToken(validator)
        code = _CodeGrant(validator, refresh_token=False)
        AuthorizationEndpoint.__init__(
            self,
            default_response_type="code",
            default_token_type=bearer,
            response_types={"code": code},
        )
        TokenEndpoint.__init__(
            self,
            default_grant_type="authorization_code",
            default_token_type=bearer,
            grant_types={
                "authorization_code": code,
                "client_credentials": ClientCredentialsGrant(validator),
            },
        )
        self.request_validator = validator


class Core(OAuthLibCore):  # type: ignore[misc]
    """What Django's request says, in oauthlib's words; JSON is read like a form."""

    def _get_escaped_full_path(self, request: HttpRequest) -> str:
        return request.path  # what stands in the query counts as if it stood in the body

    def extract_body(self, request: HttpRequest) -> list[tuple[str, str]]:
        values = parameters_of(request).values
        return [(name, str(value)) for name, value in values.items() if _is_plain(value)]

    def _get_extra_credentials(self, request: HttpRequest) -> dict[str, Any]:
        return {"created_at": int(time.time())}


def _is_plain(value: object) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


server = Server(Validator())
core = Core(server)

_DESCRIPTIONS = {
    "invalid_grant": (
        "The provided authorization grant is invalid, expired, revoked, does not match the "
        "redirection URI used in the authorization request, or was issued to another client."
    ),
    "invalid_client": (
        "Client authentication failed due to unknown client, no client authentication included, "
        "or unsupported authentication method."
    ),
    "unsupported_grant_type": (
        "The authorization grant type is not supported by the authorization server."
    ),
    "invalid_scope": "The requested scope is invalid, unknown, or malformed.",
    "access_denied": "The resource owner or authorization server denied the request.",
    "unsupported_response_type": "The authorization server does not support this response type.",
    "unauthorized_client": "The client is not authorized to perform this request.",
    "invalid_request": "The request is missing a required parameter, or is otherwise malformed.",
}


def in_words(error: str, description: str | None = None) -> dict[str, str]:
    """An error as OAuth has it: a code, and a sentence for developers."""
    words = description or _DESCRIPTIONS.get(error, "This request cannot be answered.")
    return {"error": error, "error_description": words}


def answered(body: str | None) -> dict[str, Any]:
    """oauthlib's answer as a document; an error always says what it means."""
    document: dict[str, Any] = json.loads(body or "{}")
    if "error" in document:
        return in_words(document["error"], document.get("error_description"))
    return document
