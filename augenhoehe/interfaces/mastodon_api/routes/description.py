"""`/api/openapi.json`: the client API described for programs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from augenhoehe.interfaces.mastodon_api.endpoint import endpoint
from augenhoehe.interfaces.mastodon_api.openapi import description


def _describe(request: HttpRequest) -> dict[str, Any]:
    return description()


openapi = endpoint(is_open=True, get=_describe)
