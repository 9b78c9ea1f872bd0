"""Entering, leaving and letting in: each a small form of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from augenhoehe.domain.people.selectors import account_by_address
from augenhoehe.domain.spaces.actions import (
    admit_to_space,
    ask_to_join,
    decline_request,
    invite_to_space,
    join_space,
    leave_space,
    make_space_moderator,
)
from augenhoehe.domain.spaces.policies import may_moderate_space
from augenhoehe.domain.spaces.selectors import role_in, visible_spaces
from augenhoehe.foundation import patience
from augenhoehe.foundation.verdicts import Invalid, require
from augenhoehe.interfaces.web.addresses import space_url
from augenhoehe.interfaces.web.pages.spaces.members import members_context
from augenhoehe.interfaces.web.pages.spaces.views import space_or_404
from augenhoehe.interfaces.web.requests import me, reader_of, signed_in

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account
    from augenhoehe.domain.spaces.models import Space

# What the moderators of a space do with somebody they name.
_WITH_SOMEBODY: dict[str, Callable[..., None]] = {
    "einladen": invite_to_space,
    "aufnehmen": admit_to_space,
    "ablehnen": decline_request,
    "moderation": make_space_moderator,
}
# What one does for oneself.
_ALONE: dict[str, Callable[..., None]] = {
    "betreten": join_space,
    "anfragen": ask_to_join,
    "verlassen": leave_space,
}
STEPS = (*_WITH_SOMEBODY, *_ALONE)


@require_POST
@signed_in
def take_step(request: HttpRequest, slug: str, step: str) -> HttpResponse:
    """Do one thing at the door of a space."""
    place = space_or_404(request, slug)
    if step in _ALONE:
        _ALONE[step](place, by=me(request))
        return redirect(_after(request, place, step))
    try:
        person = _somebody(request, place)
        _WITH_SOMEBODY[step](place, person, by=me(request))
    except Invalid as refusal:
        context = members_context(request, place) | {"error": str(refusal)}
        return render(request, "spaces/members.html", context, status=422)
    messages.success(request, _told(step) % {"name": person.name})
    return redirect("space_members", place.slug)


def _somebody(request: HttpRequest, place: Space) -> Account:
    """Whom a moderator means. Asked before anything is said about whether they exist."""
    require(may_moderate_space(reader_of(request).who, place, role_in(place, me(request).id)))
    patience.spend("follow", str(me(request).id))
    person = account_by_address(request.POST.get("person", ""))
    if person is None or not person.is_person or person.left_at:
        raise Invalid(_("Nobody here has this handle."), field="person")
    return person


def _told(step: str) -> str:
    return {
        "einladen": _("%(name)s is invited."),
        "aufnehmen": _("%(name)s belongs to this space now."),
        "ablehnen": _("%(name)s was not admitted."),
        "moderation": _("%(name)s looks after this space now."),
    }[step]


def _after(request: HttpRequest, place: Space, step: str) -> str:
    """Back to the space, unless one may not know of it any more."""
    if step == "verlassen":
        messages.success(
            request, _("You do not belong to %(space)s any more.") % {"space": place.name}
        )
        still_known = visible_spaces(reader_of(request).who).filter(id=place.id).exists()
        return space_url(place) if still_known else "/raeume"
    if step == "anfragen":
        messages.success(request, _("The moderators are asked."))
    return space_url(place)
