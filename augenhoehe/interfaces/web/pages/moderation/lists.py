"""The lists of the office: what is in force, what is proposed, what is to be looked at again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from augenhoehe.domain.moderation import selectors
from augenhoehe.domain.moderation.policies import may_declare, may_look_on, may_moderate
from augenhoehe.domain.moderation.selectors.office import waiting
from augenhoehe.foundation.verdicts import require
from augenhoehe.interfaces.web.requests import reader_of, signed_in, whole_number

PAGE = 30
_STATES = ("", "in_force", "ended", "overturned", "declined")


@require_safe
@signed_in
def overview(request: HttpRequest) -> HttpResponse:
    """What waits, and what was decided lately."""
    require(may_look_on(reader_of(request).who))
    state = request.GET.get("state", "")
    state = state if state in _STATES else ""
    rows = selectors.interventions_where(
        state, before=whole_number(request, "before"), limit=PAGE + 1
    )
    more = f"?state={state}&before={rows[PAGE - 1].id}" if len(rows) > PAGE else ""
    context = {
        "waiting": waiting(),
        "rows": rows[:PAGE],
        "older": more,
        "states": [(name, _state_words(name), name == state) for name in _STATES],
        "may_moderate": bool(may_moderate(reader_of(request).who)),
        "may_declare": bool(may_declare(reader_of(request).who)),
    }
    return render(request, "moderation/overview.html", context)


def _state_words(state: str) -> str:
    return {
        "": _("All"),
        "in_force": _("In force"),
        "ended": _("Ended"),
        "overturned": _("Overturned"),
        "declined": _("Declined"),
    }[state]


@require_safe
@signed_in
def proposals(request: HttpRequest) -> HttpResponse:
    """What waits for a second person, or for the night to pass."""
    require(may_look_on(reader_of(request).who))
    return render(request, "moderation/proposals.html", {"rows": selectors.proposals()})


@require_safe
@signed_in
def reviews(request: HttpRequest) -> HttpResponse:
    """What lasts without an end, and what was done at once: it is looked at again."""
    require(may_look_on(reader_of(request).who))
    return render(request, "moderation/reviews.html", {"rows": selectors.to_review()})
