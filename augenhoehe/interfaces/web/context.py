"""What every page knows, whatever it is about."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from augenhoehe.domain.notifications.selectors import unread_count
from augenhoehe.domain.people.selectors import voices_of
from augenhoehe.interfaces.web.requests import account_of, reader_of


def everywhere(request: HttpRequest) -> dict[str, Any]:
    """Server name, who is looking, and what the navigation shows of them."""
    account = account_of(request)
    known: dict[str, Any] = {
        "server_name": settings.SERVER_NAME,
        "organisation": settings.ORGANISATION,
        "contact": settings.CONTACT,
        "base_url": settings.BASE_URL,
        "demo": settings.DEMO,
        "me": account,
        "registration": settings.REGISTRATION,
        "federates": settings.FEDERATION != "closed",
    }
    if account is not None:
        known["reader"] = reader_of(request)
        known["my_voices"] = voices_of(account) if reader_of(request).who.voices else []
        known["unread_notices"] = unread_count(account.id)
    return known
