"""Signing in as people do, for tests of what happens around it."""

from __future__ import annotations

import re

from django.core.mail import EmailMessage
from django.http import HttpResponse
from django.test import Client

from tests.cast import PASSWORD


def sign_in(
    client: Client, login: str = "karl@example.org", password: str = PASSWORD, **more: str
) -> HttpResponse:
    """Fill in the form of the sign-in page and send it."""
    return client.post("/anmelden", {"login": login, "password": password} | more)


def is_in(client: Client) -> bool:
    """Whether somebody is signed in in this browser."""
    return client.get("/einstellungen").status_code == 200


def link_in(mail: EmailMessage) -> str:
    """The first address of this server in a mail, without the server."""
    found = re.search(r"http://testserver(\S+)", str(mail.body))
    assert found, mail.body
    return found[1]


def with_password_typed(client: Client) -> Client:
    """The same browser after the question that comes before something that matters."""
    client.post("/anmelden/bestaetigen", {"password": PASSWORD, "next": "/adresse"})
    return client
