"""What one can do with the team of a voice, each a small form of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from augenhoehe.domain.people.actions import (
    add_to_voice,
    change_voice_role,
    leave_voice,
    use_protected_name,
)
from augenhoehe.domain.people.policies import may_dismiss_from_voice
from augenhoehe.domain.people.selectors import account_by_address
from augenhoehe.foundation.verdicts import Invalid, require
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.pages.voices.views import team_context, voice_or_404
from augenhoehe.interfaces.web.requests import me, reader_of, signed_in

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account


@require_POST
@signed_in
def take_step(request: HttpRequest, handle: str, step: str) -> HttpResponse:
    """Do one thing with the team; what cannot be done is said on the page of the team."""
    voice = voice_or_404(handle)
    try:
        said = STEPS[step](request, voice)
    except Invalid as refusal:
        context = team_context(request, voice) | {"error": str(refusal)}
        return render(request, "voices/team.html", context, status=422)
    messages.success(request, said)
    return redirect("voice_team", voice.handle)


def _add(request: HttpRequest, voice: Account) -> str:
    person = _chosen(request)
    if person is None:
        raise Invalid(_("Please choose somebody who works here."), field="person")
    add_to_voice(voice, person, by=me(request))
    return _("%(name)s speaks through this voice now.") % {"name": person.name}


def _make_steward(request: HttpRequest, voice: Account) -> str:
    person = found_or_404(_chosen(request))
    change_voice_role(voice, person, "steward", by=me(request))
    return _("%(name)s is a steward now.") % {"name": person.name}


def _step_back(request: HttpRequest, voice: Account) -> str:
    change_voice_role(voice, me(request), "writer", by=me(request))
    return _("You are a writer now.")


def _leave(request: HttpRequest, voice: Account) -> str:
    leave_voice(voice, by=me(request))
    return _("You do not speak through this voice any more.")


def _protect_name(request: HttpRequest, voice: Account) -> str:
    name = use_protected_name(voice, by=me(request))
    return _("From now on readers see %(name)s instead of your name.") % {"name": name.name}


def _show_name(request: HttpRequest, voice: Account) -> str:
    use_protected_name(voice, by=me(request), in_use=False)
    return _("From now on readers see your own name.")


def _dismiss(request: HttpRequest, voice: Account) -> str:
    require(may_dismiss_from_voice(reader_of(request).who, voice))
    raise NotImplementedError("The one door for restrictions does not exist yet.")


def _chosen(request: HttpRequest) -> Account | None:
    return account_by_address(request.POST.get("person", ""))


STEPS: dict[str, Callable[[HttpRequest, Account], str]] = {
    "aufnehmen": _add,
    "verwalten": _make_steward,
    "zuruecktreten": _step_back,
    "verlassen": _leave,
    "namen-schuetzen": _protect_name,
    "namen-zeigen": _show_name,
    "entziehen": _dismiss,
}
