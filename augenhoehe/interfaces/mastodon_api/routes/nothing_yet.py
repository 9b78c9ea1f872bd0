"""Lists that are empty until what they list exists: clients ask for them when they start."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from augenhoehe.interfaces.mastodon_api.endpoint import Answer, endpoint
from augenhoehe.interfaces.mastodon_api.routes.common import anybody, found_account, somebody


def _empty(*scopes: str) -> Any:
    """A list of one's own in which nothing stands."""

    def read(request: HttpRequest) -> Answer:
        somebody(request, *scopes)
        return Answer([])

    return endpoint(get=read)


def _empty_of_account(request: HttpRequest, account_id: str) -> Answer:
    anybody(request, "read:accounts")
    found_account(account_id)
    return Answer([])


of_account = endpoint(get=_empty_of_account)
