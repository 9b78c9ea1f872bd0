"""Announcements: read, answered with a sign, put away; made by who runs the server."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from augenhoehe.domain.notifications import actions
from augenhoehe.domain.notifications.actions import Wanted
from augenhoehe.domain.notifications.announcements import (
    all_announcements,
    announced,
    announcement_for,
    announcements_for,
    is_over,
)
from augenhoehe.domain.people.policies import may_announce
from augenhoehe.foundation import patience
from augenhoehe.foundation.verdicts import Invalid, require
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.pages.announcements.forms import AnnouncementForm
from augenhoehe.interfaces.web.requests import me, reader_of, signed_in
from augenhoehe.interfaces.web.sign_in import is_local_path

if TYPE_CHECKING:
    from augenhoehe.domain.notifications.models import Announcement

SIGNS = ("👍", "❤️", "🎉", "🤔")


@require_safe
@signed_in
def index(request: HttpRequest) -> HttpResponse:
    """What is announced now; for who makes announcements also what was."""
    found = announcements_for(me(request), with_read=True)
    may = bool(may_announce(reader_of(request).who))
    current = {one.row.id for one in found}
    earlier = [row for row in all_announcements() if row.id not in current] if may else []
    rows = [(one, _not_used(one.signs)) for one in reversed(found)]
    return render(
        request,
        "announcements/list.html",
        {"rows": rows, "may_announce": may, "earlier": earlier},
    )


def _not_used(signs: Any) -> list[str]:
    used = {sign.name for sign in signs}
    return [sign for sign in SIGNS if sign not in used]


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """Say something to everybody here."""
    require(may_announce(reader_of(request).who))

    def save(wanted: Wanted) -> object:
        return actions.publish_announcement(wanted, by=me(request))

    return _form(request, AnnouncementForm(request.POST or None), save)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def edit(request: HttpRequest, announcement_id: int) -> HttpResponse:
    """Say it otherwise."""
    require(may_announce(reader_of(request).who))
    row = _standing(announcement_id)
    names = ("text", "starts_at", "ends_at", "all_day")
    initial = {name: getattr(row, name) for name in names}

    def save(wanted: Wanted) -> object:
        return actions.change_announcement(row, by=me(request), wanted=wanted)

    return _form(request, AnnouncementForm(request.POST or None, initial=initial), save, row=row)


def _form(
    request: HttpRequest,
    form: AnnouncementForm,
    save: Callable[[Wanted], object],
    *,
    row: Announcement | None = None,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            save(form.wanted)
        except Invalid as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        else:
            messages.success(request, _("The announcement is made."))
            return redirect("announcements")
    status = 422 if form.is_bound else 200
    return render(request, "announcements/edit.html", {"form": form, "row": row}, status=status)


@require_POST
@signed_in
def step(request: HttpRequest, announcement_id: int, step: str) -> HttpResponse:
    """Put it away, answer it with a sign or take that back, take it down."""
    if step == "zurueckziehen":
        actions.withdraw_announcement(_standing(announcement_id), by=me(request))
        messages.success(request, _("The announcement is taken down."))
        return redirect("announcements")
    found = found_or_404(announcement_for(me(request), announcement_id))
    if step == "weg":
        actions.put_announcement_away(found.row, by=me(request))
    elif step == "antworten":
        _answer(request, found.row, {sign.name for sign in found.signs if sign.is_mine})
    else:
        raise Http404
    back = request.POST.get("next", "")
    return redirect(back if is_local_path(back) else "announcements")


def _answer(request: HttpRequest, row: Announcement, mine: set[str]) -> None:
    sign = request.POST.get("sign", "")
    patience.spend("react", str(me(request).id))
    if sign in mine:
        actions.take_answer_back(row, sign, by=me(request))
        return
    try:
        actions.answer_announcement(row, sign, by=me(request))
    except Invalid:
        messages.error(request, _("This emoji cannot be used here. Please choose another."))


def _standing(announcement_id: int) -> Announcement:
    """One that can still be changed."""
    row = found_or_404(announced(announcement_id))
    return found_or_404(None if row.withdrawn_at or is_over(row) else row)
