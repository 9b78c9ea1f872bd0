"""The page of one intervention, for the office, and what is done from there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from augenhoehe.domain.codex.selectors import change_since
from augenhoehe.domain.moderation.policies import may_look_on, takes_part
from augenhoehe.domain.moderation.selectors import intervention_by_uid
from augenhoehe.domain.moderation.selectors.office import appeals_against, kept_estimate
from augenhoehe.domain.moderation.selectors.pictures import picture_for_office, pictures_for_office
from augenhoehe.domain.moderation.selectors.told import own_words
from augenhoehe.domain.people.actions import note_reading_of
from augenhoehe.foundation.verdicts import Invalid, require
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.pages.media.serving import send_kept_picture
from augenhoehe.interfaces.web.pages.moderation import check
from augenhoehe.interfaces.web.pages.moderation.doings import DOINGS, WAYS, Doing
from augenhoehe.interfaces.web.requests import me, reader_of, signed_in

if TYPE_CHECKING:
    from augenhoehe.domain.moderation.models import Intervention, Target
    from augenhoehe.domain.posts.models import Words

_TARGETS = 20  # of a wave
_DUTIES = ("moderator", "auditor", "inspection")  # with which one decides


@require_safe
@signed_in
def intervention(request: HttpRequest, uid: str) -> HttpResponse:
    """Everything about one intervention."""
    return _page(request, _found(request, uid))


@require_POST
@signed_in
def take_step(request: HttpRequest, uid: str, step: str) -> HttpResponse:
    """Do one thing with it; what cannot be done keeps what was typed."""
    if step not in WAYS:
        raise Http404
    found = _found(request, uid)
    doing, way = WAYS[step]
    text = request.POST.get("text", "")
    try:
        way.act(found, me(request), text)
    except Invalid as refusal:
        return _page(request, found, typed=(doing, text, str(refusal)), status=422)
    messages.success(request, way.done)
    return redirect("intervention", uid)


@require_safe
def picture(request: HttpRequest, uid: str, picture_id: int) -> HttpResponseBase:
    """A picture it is about, out of quarantine too, for who decides about it."""
    who = reader_of(request).who
    found = found_or_404(picture_for_office(who, uid, picture_id))
    role = next((role for role in _DUTIES if who.has_role(role)), "")
    note_reading_of("quarantine", found.id, by=me(request), role=role, about=found.owner)
    return send_kept_picture(request, found)


def _found(request: HttpRequest, uid: str) -> Intervention:
    who = reader_of(request).who
    found = found_or_404(intervention_by_uid(uid))
    # Space moderators and stewards see what they decided themselves, and no more.
    if not may_look_on(who) and found.decided_by_id != me(request).id:
        require(may_look_on(who))
    return found


def _page(
    request: HttpRequest,
    found: Intervention,
    *,
    typed: tuple[Doing, str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    who = reader_of(request).who
    targets = list(found.targets.all())
    first = targets[:_TARGETS]
    pictures = pictures_for_office(who, first)
    estimate = kept_estimate(found)
    context: dict[str, Any] = {
        "since": change_since(found.clause),
        "found": found,
        "targets": [(one, _words(one), pictures.get(one.id, [])) for one in first],
        "more_targets": max(0, len(targets) - _TARGETS),
        "appeals": appeals_against(found),
        "check": check.shown(estimate) if estimate else None,
        "forms": [_form(doing, typed) for doing in DOINGS if doing.may(who, found)],
        "waits": None if typed else _why_nothing(request, found),
        "takes_part": takes_part(who.account_id, found),
    }
    return render(request, "moderation/intervention.html", context, status=status)


def _words(target: Target) -> Words | None:
    """What a public post says, or had said; the office reads nothing else here."""
    post = target.post
    return own_words(target) if post is not None and post.was_for_anyone else None


def _form(doing: Doing, typed: tuple[Doing, str, str] | None) -> dict[str, Any]:
    """One form, with what was typed in it and what is wrong with that."""
    text, error = (typed[1], typed[2]) if typed and typed[0] is doing else ("", "")
    return {"doing": doing, "text": text, "error": error}


def _why_nothing(request: HttpRequest, found: Intervention) -> str:
    """What a proposal waits for, for whoever looks at it."""
    if found.state != "proposed":
        return ""
    doing = DOINGS[0] if found.second_id is None else DOINGS[1]
    return str(doing.may(reader_of(request).who, found).reason)
