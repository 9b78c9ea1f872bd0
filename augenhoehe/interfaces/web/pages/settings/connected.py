"""The apps that have access: what each may do, since when, and the end of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from augenhoehe.domain.people.access import ConnectedApp, connected_apps
from augenhoehe.domain.people.actions import end_access
from augenhoehe.domain.people.scope_words import in_words
from augenhoehe.interfaces.web.requests import me, signed_in


@dataclass(frozen=True, slots=True)
class Line:
    """A connected app, as the page shows it."""

    app: ConnectedApp
    may: list[str]


@require_safe
@signed_in
def apps(request: HttpRequest) -> HttpResponse:
    """What may speak for one, and through the voices one writes for. Nobody else sees it."""
    lines = [Line(app, in_words(app.scopes)) for app in connected_apps(me(request))]
    return render(request, "settings/apps.html", {"lines": lines})


@require_POST
@signed_in
def end(request: HttpRequest) -> HttpResponse:
    """End what an app may do; it has to ask anew."""
    end_access(
        by=me(request),
        application_id=_number(request.POST.get("app", "")),
        voice_id=_number(request.POST.get("voice", "")),
    )
    messages.success(request, _("The access has ended."))
    return redirect("settings_apps")


def _number(raw: str) -> int | None:
    """A number of the form; "" is None, as for a program of one's own."""
    if not raw:
        return None
    if not (raw.isascii() and raw.isdigit() and len(raw) <= 18):
        raise Http404
    return int(raw)
