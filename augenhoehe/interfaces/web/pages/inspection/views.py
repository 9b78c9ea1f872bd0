"""Configuration, retention, duties."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from augenhoehe.domain.people.selectors.inspecting import duties
from augenhoehe.foundation.jobs.periodic import timetable
from augenhoehe.foundation.personal import catalogue, written_term
from augenhoehe.interfaces.web.pages.inspection.access import inspecting
from augenhoehe.interfaces.web.pages.inspection.outgoing import connections
from augenhoehe.interfaces.web.pages.inspection.ports import settings_in_force
from augenhoehe.interfaces.web.pages.inspection.switches import switches
from augenhoehe.interfaces.web.pages.inspection.words import role_name


@inspecting("configuration")
def configuration(request: HttpRequest) -> HttpResponse:
    """The settings in force, what could tell something about members, and who is talked to."""
    context = {
        "switches": switches(),
        "settings": settings_in_force(),
        "connections": connections(),
    }
    return render(request, "inspection/configuration.html", context)


@inspecting("retention")
def retention(request: HttpRequest) -> HttpResponse:
    """Every table about persons: what for, on which basis, for how long, what erasing does."""
    context = {"holdings": catalogue(), "works": timetable(), "term": written_term}
    return render(request, "inspection/retention.html", context)


@inspecting("duties")
def duties_page(request: HttpRequest) -> HttpResponse:
    """Who has which duty since when and by whom, and those that ended."""
    lines = [(role_name(grant.role), grant) for grant in duties()]
    return render(request, "inspection/duties.html", {"lines": lines})
