"""Where somebody is signed in: the list, and ending one or all others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from augenhoehe.interfaces.web.requests import signed_in

# What a browser says of itself, the telling word first: nearly all also say "Safari".
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


@dataclass(frozen=True, slots=True)
class Device:
    """A browser in which somebody is signed in, in words."""

    id: int
    name: str
    network: str
    since: datetime
    is_this_one: bool


class Devices(ListUserSessionsView):  # type: ignore[misc]
    """The list; its one form ends all sessions but this."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        devices = [_device(session) for session in reversed(context["sessions"])]
        devices.sort(key=lambda device: not device.is_this_one)
        return context | {"devices": devices}


def _device(session: Any) -> Device:
    return Device(
        id=session.pk,
        name=describe(session.user_agent),
        network=session.ip,
        since=session.created_at,
        is_this_one=session.is_current(),
    )


def describe(user_agent: str) -> str:
    """A browser and a system by name: "Firefox, Android"."""
    browser = next((name for word, name in _BROWSERS if word in user_agent), "")
    system = next((name for word, name in _SYSTEMS if word in user_agent), "")
    return ", ".join(filter(None, [browser, system])) or _("Unknown browser")


@require_POST
@signed_in
def end_session(request: HttpRequest, session_id: int) -> HttpResponse:
    """End one of one's own sessions. Somebody else's is not found."""
    session = get_object_or_404(UserSession, pk=session_id, user=request.user)
    if session.is_current():
        logout(request)
        session.delete()
        return redirect("front")
    session.end()
    messages.success(request, _("This session has ended."))
    return redirect("usersessions_list")
