"""The list of voices, the team of one, and its profile."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from augenhoehe.domain.people.policies import (
    may_dismiss_from_voice,
    may_speak_as,
    may_steward,
)
from augenhoehe.domain.people.selectors import (
    account_by_address,
    all_members,
    all_voices,
    protected_name_in_use,
    protected_people,
    voice_team,
)
from augenhoehe.foundation.verdicts import require
from augenhoehe.interfaces.web.addresses import profile_url
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.pages.settings.profile import ProfileForm, apply_profile
from augenhoehe.interfaces.web.pages.voices.team import log_of, sentence, speakers_of
from augenhoehe.interfaces.web.requests import me, reader_of, signed_in

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account


@require_safe
def voices(request: HttpRequest) -> HttpResponse:
    """Everything that speaks for the organisation here, and through whom."""
    rows = [(voice, speakers_of(voice)) for voice in all_voices()]
    return render(request, "voices/list.html", {"voices": rows})


@require_safe
def team(request: HttpRequest, handle: str) -> HttpResponse:
    """Who speaks through a voice, who joined and who left. Everybody may read that."""
    voice = voice_or_404(handle)
    return render(request, "voices/team.html", team_context(request, voice))


def team_context(request: HttpRequest, voice: Account) -> dict[str, Any]:
    """What the page of the team shows, and what this reader can do there."""
    who = reader_of(request).who
    context = {
        "voice": voice,
        "speakers": speakers_of(voice),
        "log": [(entry, sentence(entry)) for entry in log_of(voice)],
        "my_role": who.voices.get(voice.id),
        "may_steward": bool(may_steward(who, voice)),
        "dismissal": may_dismiss_from_voice(who, voice).reason,
    }
    if may_speak_as(who, voice):
        context["protected_name"] = protected_name_in_use(me(request), voice)
    if context["may_steward"]:
        # Stewards do not learn either who is protected: not by a name, not by one missing.
        protected = protected_people(voice)
        named = [row for row in voice_team(voice) if row.person_id not in protected]
        present = {row.person_id for row in named}
        context["candidates"] = [one for one in all_members() if one.id not in present]
        context["writers"] = [row.person for row in named if row.role == "writer"]
    return context


@signed_in
def edit_voice(request: HttpRequest, handle: str) -> HttpResponse:
    """Name, text and pictures of a voice; its stewards write them."""
    voice = voice_or_404(handle)
    require(may_steward(reader_of(request).who, voice))
    form = ProfileForm(request.POST or None, request.FILES or None, account=voice)
    if request.method == "POST" and form.is_valid() and apply_profile(form, by=me(request)):
        messages.success(request, _("The profile is saved."))
        return redirect(profile_url(voice))
    status = 422 if request.method == "POST" else 200
    return render(request, "voices/edit.html", {"form": form, "voice": voice}, status=status)


def voice_or_404(handle: str) -> Account:
    voice = account_by_address(handle)
    return found_or_404(voice if voice is not None and voice.is_voice else None)
