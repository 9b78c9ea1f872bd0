"""`/api/v1/annual_reports`: what an app tells about somebody's year. Nobody's is counted here."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from augenhoehe.interfaces.mastodon_api.endpoint import endpoint
from augenhoehe.interfaces.mastodon_api.routes.common import somebody


def _none(request: HttpRequest) -> dict[str, list[Any]]:
    somebody(request, "read:accounts")
    return {"annual_reports": [], "accounts": [], "statuses": []}


def _state(request: HttpRequest, year: str) -> dict[str, str]:
    """Apps offer nothing to who is not eligible."""
    somebody(request, "read:accounts")
    return {"state": "ineligible"}


def _nothing_follows(request: HttpRequest, year: str) -> dict[str, Any]:
    """Asked for, and not made: as Mastodon answers outside of its season."""
    somebody(request, "write:accounts")
    return {}


collection = endpoint(get=_none)
state = endpoint(get=_state)
generate = endpoint(post=_nothing_follows)
