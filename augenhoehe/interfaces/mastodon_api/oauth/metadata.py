"""`/.well-known/oauth-authorization-server`: where an app finds what it needs (RFC 8414)."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from augenhoehe.domain.people.tokens import SCOPES
from augenhoehe.interfaces.mastodon_api.endpoint import Answer, endpoint


def _metadata(request: HttpRequest) -> Answer:
    base = settings.BASE_URL
    document = {
        "issuer": f"{base}/",
        "service_documentation": "https://docs.joinmastodon.org/",
        "authorization_endpoint": f"{base}/oauth/authorize",
        "token_endpoint": f"{base}/oauth/token",
        "app_registration_endpoint": f"{base}/api/v1/apps",
        "revocation_endpoint": f"{base}/oauth/revoke",
        "userinfo_endpoint": f"{base}/oauth/userinfo",
        "scopes_supported": SCOPES,
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "client_credentials"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic", "client_secret_post"],
        "code_challenge_methods_supported": ["S256"],
    }
    return Answer(document, headers={"Cache-Control": "public, max-age=3600"})


metadata = endpoint(is_open=True, get=_metadata)
