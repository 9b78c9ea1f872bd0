"""An app, as clients behave: it registers, sends people to the consent page, takes tokens."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from django.test import Client

OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"
BACK = "https://app.example/back"
_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


def strict() -> Client:
    """A client that shows faults as a server would, and checks forms as one would."""
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


@dataclass
class App:
    """A registered app."""

    client_id: str
    secret: str
    redirect_uri: str
    http: Client = field(default_factory=strict)

    @classmethod
    def registered(cls, redirect_uri: str = BACK, scopes: str = "read write follow push") -> App:
        said = register(redirect_uris=redirect_uri, scopes=scopes)
        assert said.status_code == 200, said.content
        document = said.json()
        return cls(document["client_id"], document["client_secret"], redirect_uri)

    def question(self, **changes: str) -> str:
        """The address an app sends somebody to."""
        asked = {
            "response_type": "code",
            "client_id": self.client_id,
            "redirect_uri": self.redirect_uri,
            "scope": "read write",
        }
        return f"/oauth/authorize?{urlencode(asked | changes)}"

    def asks(self, browser: Client, **changes: str) -> Any:
        return browser.get(self.question(**changes))

    def is_answered(self, browser: Client, page: Any, button: str = "allow", **more: str) -> Any:
        """Somebody presses a button of the consent page."""
        fields = {name: unescape(value) for name, value in _HIDDEN.findall(page.text)}
        return browser.post("/oauth/authorize", fields | {button: "1"} | more)

    def code(self, browser: Client, *, speak_as: str = "me", **changes: str) -> str:
        """From the question to the code."""
        page = self.asks(browser, **changes)
        assert page.status_code == 200, page
        back = self.is_answered(browser, page, speak_as=speak_as)
        assert back.status_code == 302, back.text
        return parse_qs(urlsplit(back["Location"]).query)["code"][0]

    def takes(self, code: str, /, **changes: str) -> Any:
        """A code for a token."""
        sent = {
            "grant_type": "authorization_code",
            "code": code,
            "client_id": self.client_id,
            "client_secret": self.secret,
            "redirect_uri": self.redirect_uri,
        }
        return self.http.post("/oauth/token", sent | changes)

    def token(self, browser: Client, **how: str) -> str:
        return str(self.takes(self.code(browser, **how)).json()["access_token"])

    def own_token(self, scope: str = "read write") -> Any:
        sent = {
            "grant_type": "client_credentials",
            "client_id": self.client_id,
            "client_secret": self.secret,
            "scope": scope,
        }
        return self.http.post("/oauth/token", sent)

    def gives_back(self, token: str, **changes: str) -> Any:
        sent = {"client_id": self.client_id, "client_secret": self.secret, "token": token}
        return self.http.post("/oauth/revoke", sent | changes)


def register(content_type: str = "", **sent: Any) -> Any:
    """`POST /api/v1/apps`, as a form unless something else is said."""
    document = {"client_name": "Riemenblick", "redirect_uris": BACK} | sent
    kind = {"content_type": content_type} if content_type else {}
    return strict().post("/api/v1/apps", document, **kind)


def with_token(token: str) -> Client:
    return Client(raise_request_exception=False, headers={"Authorization": f"Bearer {token}"})


def verify(token: str) -> Any:
    return with_token(token).get("/api/v1/accounts/verify_credentials")
