"""Who belongs to a space, and who would like to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from augenhoehe.domain.people.selectors import member_ids
from augenhoehe.domain.spaces.selectors import members_of, requests_for
from augenhoehe.interfaces.web.pages.spaces.views import place_context, space_or_404
from augenhoehe.interfaces.web.requests import signed_in

if TYPE_CHECKING:
    from augenhoehe.domain.spaces.models import Space


@require_safe
@signed_in
def members(request: HttpRequest, slug: str) -> HttpResponse:
    """Everybody who belongs to a space, for those who read it."""
    place = space_or_404(request, slug)
    context = members_context(request, place)
    if not context["may_read"]:
        raise Http404
    return render(request, "spaces/members.html", context)


def members_context(request: HttpRequest, place: Space) -> dict[str, Any]:
    """The members, and for moderators who waits at the door."""
    context = place_context(request, place)
    rows = list(members_of(place)[:500])
    works_here = member_ids([row.account_id for row in rows])
    context["members"] = [(row, row.account_id in works_here) for row in rows]
    if context["moderates"]:
        context["waiting"] = requests_for(place)
    return context
