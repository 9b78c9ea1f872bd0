"""A program with a token, as `augenhoehe token create` makes one; and an app in a browser."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from tests.interfaces.mastodon_api.apps import App


@pytest.fixture(autouse=True)
def _nothing_remembered():
    """What is counted once an hour is counted anew in each test."""
    cache.clear()


class Program:
    """A script that speaks for somebody: sends JSON, reads JSON."""

    def __init__(self, token: str) -> None:
        self.token = token
        # As strict about foreign forms as a browser's requests are treated.
        self.client = Client(
            enforce_csrf_checks=True, raise_request_exception=False, headers=_bearer(token)
        )

    def post(self, document: Any, **headers: str) -> Any:
        return self.client.post(
            "/api/v1/statuses", document, content_type="application/json", headers=headers
        )

    def read(self, status_id: object) -> Any:
        return self.client.get(f"/api/v1/statuses/{status_id}")

    def get(self, path: str, **query: Any) -> Any:
        """`get("timelines/home", limit=2)`; a name such as `id[]` comes as a mapping."""
        return self.client.get(f"/api/{path}", query)

    def send(self, path: str, document: Any = None, method: str = "post") -> Any:
        """`send("accounts/1/follow")`, with a document as JSON."""
        call = getattr(self.client, method)
        return call(f"/api/{path}", document or {}, content_type="application/json")


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"} if token else {}


@pytest.fixture
def program(cast):
    """`program(cast.karl)` may read and write; `scopes` and `voice` as the token has them."""

    from augenhoehe.domain.people.actions import issue_token

    def make(who=None, *, scopes: str = "read write", voice=None) -> Program:
        return Program(issue_token(who, scopes=scopes, voice=voice) if who else "")

    return make


@pytest.fixture
def app(db) -> App:
    """An app that registered itself with the widest scopes."""
    return App.registered()
