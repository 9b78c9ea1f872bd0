"""The spaces one may know of, a new one, and the page of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from augenhoehe.domain.posts.selectors import posts_in
from augenhoehe.domain.spaces.actions import create_space
from augenhoehe.domain.spaces.policies import (
    may_ask_to_join,
    may_found_space,
    may_join,
    may_wear_by_habit,
)
from augenhoehe.domain.spaces.selectors import (
    has_asked,
    is_invited,
    may_read_space,
    members_of,
    requests_for,
    role_in,
    space_by_slug,
    visible_spaces,
)
from augenhoehe.foundation.verdicts import Invalid, require
from augenhoehe.interfaces.web.addresses import space_url
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.pages.compose.composer import composer_for
from augenhoehe.interfaces.web.pages.compose.places import Place
from augenhoehe.interfaces.web.pages.spaces.forms import SpaceForm
from augenhoehe.interfaces.web.pages.timeline.views import as_list, window_of
from augenhoehe.interfaces.web.requests import account_of, me, reader_of, signed_in

if TYPE_CHECKING:
    from augenhoehe.domain.spaces.models import Space
    from augenhoehe.interfaces.web.pages.compose.writing import Composer


@require_safe
def spaces(request: HttpRequest) -> HttpResponse:
    """The spaces one may know of: one's own, then the inside, then the world."""
    reader = reader_of(request)
    found = list(visible_spaces(reader.who))
    mine = [space for space in found if space.id in reader.spaces]
    others = [space for space in found if space.id not in reader.spaces]
    context = {
        "mine": mine,
        "inside": [space for space in others if space.is_internal],
        "world": [space for space in others if not space.is_internal],
        "may_found": bool(may_found_space(reader.who, "world")),
    }
    return render(request, "spaces/list.html", context)


@signed_in
def new_space(request: HttpRequest) -> HttpResponse:
    """Found a space."""
    require(may_found_space(reader_of(request).who, "world"))
    form = SpaceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(space_url(create_space(by=me(request), **form.cleaned_data)))
        except Invalid as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    status = 422 if request.method == "POST" else 200
    return render(request, "spaces/new.html", {"form": form}, status=status)


@require_safe
def space(request: HttpRequest, slug: str) -> HttpResponse:
    """The conversations of a space; or its door, for those who may know of it only."""
    return render(request, "spaces/show.html", space_context(request, space_or_404(request, slug)))


def space_context(request: HttpRequest, place: Space) -> dict[str, Any]:
    """What the page of a space shows."""
    context = place_context(request, place)
    if context["may_read"]:
        context |= _said(request, place)
    return context


def space_or_404(request: HttpRequest, slug: str) -> Space:
    """A space, for those who may know that there is one."""
    return found_or_404(space_by_slug(reader_of(request).who, slug))


def place_context(request: HttpRequest, place: Space) -> dict[str, Any]:
    """What every page of a space shows, and what this reader can do there."""
    reader, viewer = reader_of(request), account_of(request)
    role = role_in(place, reader.account_id)
    invited = viewer is not None and is_invited(place, viewer)
    members = members_of(place)
    may_read = may_read_space(reader.who, place)
    return {
        "space": place,
        "role": role,
        "may_read": may_read,
        "moderates": role == "moderator",
        "is_invited": invited,
        "has_asked": viewer is not None and has_asked(place, viewer),
        "may_join": bool(may_join(reader.who, place, invited=invited)),
        "may_ask": bool(may_ask_to_join(reader.who, place)),
        "members_count": members.count(),
        "moderators": [row.account for row in members if row.role == "moderator"],
        "waiting": requests_for(place) if role == "moderator" else [],
    }


def _said(request: HttpRequest, place: Space) -> dict[str, Any]:
    posts = posts_in(reader_of(request), place, window_of(request))
    here = space_url(place)
    composer = composer_for(request, Place(space=place), back=here)
    return _hats(request, place, composer) | as_list(request, posts, "public")


def _hats(request: HttpRequest, place: Space, composer: Composer | None) -> dict[str, Any]:
    """The sheet to write on, and which hat one puts on here."""
    hats = [way for way in composer.ways if way.hat] if composer else []
    is_in = role_in(place, reader_of(request).account_id) is not None
    may = may_wear_by_habit(reader_of(request).who, place, is_member_of_space=is_in)
    usual = composer.form.initial["service"] if composer else ""
    return {"composer": composer, "hats": hats if may else [], "usual_hat": usual}
