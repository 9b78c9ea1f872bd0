"""`/api/v1/apps`: an app registers itself, and asks what it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from augenhoehe.domain.people.access import app_by_id
from augenhoehe.domain.people.actions import register_app
from augenhoehe.foundation import patience, vapid
from augenhoehe.interfaces.mastodon_api.callers import caller_of
from augenhoehe.interfaces.mastodon_api.endpoint import endpoint
from augenhoehe.interfaces.mastodon_api.parameters import Parameters, parameters_of

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Application


# Only these: other spaces would be part of an address, and then it is refused.
_BETWEEN = re.compile(r"[ \t\r\n]+")


def _register(request: HttpRequest) -> dict[str, Any]:
    patience.spend("app", str(request.META.get("REMOTE_ADDR", "")))
    sent = parameters_of(request)
    application, secret = register_app(
        name=sent.text("client_name"),
        redirect_uris=_addresses(sent),
        scopes=" ".join(word for text in sent.texts("scopes") for word in text.split()),
        website=sent.text("website"),
    )
    return application_entity(application) | {
        "client_id": application.client_id,
        "client_secret": secret,
        "client_secret_expires_at": 0,
    }


def _addresses(sent: Parameters) -> list[str]:
    """A text with a line for each, or a list."""
    return [one for text in sent.texts("redirect_uris") for one in _BETWEEN.split(text)]


def application_entity(application: Application) -> dict[str, Any]:
    """An app as clients know it."""
    return {
        "id": str(application.id),
        "name": application.name,
        "website": application.website or None,
        "scopes": application.scopes.split(),
        "redirect_uri": application.redirect_uris,
        "redirect_uris": application.redirect_uris.split(),
        "vapid_key": vapid.public_key(),
    }


def _verify(request: HttpRequest) -> dict[str, Any]:
    """The app behind a token, be it its own or somebody's."""
    known = app_by_id(caller_of(request).application_id or 0)
    if known is not None:
        return application_entity(known)
    # A token by the command line belongs to no app.
    return {
        "id": "0",
        "name": "augenhoehe token",
        "website": None,
        "scopes": sorted(caller_of(request).scopes),
        "redirect_uri": "",
        "redirect_uris": [],
        "vapid_key": vapid.public_key(),
    }


register = endpoint(is_open=True, post=_register)
verify_credentials = endpoint(get=_verify)
