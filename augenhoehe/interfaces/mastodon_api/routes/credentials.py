"""Who one is, and what one prefers: `verify_credentials` and `preferences`."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from augenhoehe.interfaces.mastodon_api.endpoint import endpoint, holder_of
from augenhoehe.interfaces.mastodon_api.entities.credentials import (
    credential_entity,
    preferences_entity,
)


def _verify(request: HttpRequest) -> dict[str, Any]:
    """The account a token speaks for: a person, or the voice chosen at the sign-in."""
    return credential_entity(holder_of(request, "read:accounts", "profile"))


def _preferences(request: HttpRequest) -> dict[str, Any]:
    return preferences_entity(holder_of(request, "read:accounts").account)


verify = endpoint(get=_verify)
preferences = endpoint(get=_preferences)
