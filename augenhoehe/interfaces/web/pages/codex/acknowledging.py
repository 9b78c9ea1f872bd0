"""What is new in the codex for oneself, and the instructions one has not acknowledged yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from augenhoehe.domain.codex import selectors
from augenhoehe.domain.codex.acknowledging import (
    acknowledge_clause,
    acknowledged_by,
    audiences_of,
    last_read,
    to_acknowledge,
)
from augenhoehe.domain.codex.difference import Change
from augenhoehe.interfaces.web.pages.codex.wordings import Compared, Reworded, compared, reworded
from augenhoehe.interfaces.web.requests import me, reader_of, signed_in

if TYPE_CHECKING:
    from augenhoehe.domain.codex.models import Clause


@require_safe
@signed_in
def page(request: HttpRequest) -> HttpResponse:
    """What is new for me: instructions to read, each with a button, then the rest."""
    account = me(request)
    waiting = to_acknowledge(account)
    now = selectors.current_version()
    context = {
        "waiting": _with_differences(request, waiting),
        "acknowledged": acknowledged_by(account),
        "version": now,
        "rest": _rest(request, now.number, {one.key for one in waiting}) if now else None,
    }
    return render(request, "codex/reading.html", context)


def _with_differences(
    request: HttpRequest, waiting: list[Clause]
) -> list[tuple[Clause, Reworded | None]]:
    known = last_read(me(request), [one.key for one in waiting])
    found: list[tuple[Clause, Reworded | None]] = []
    for one in waiting:
        before = known.get(one.key)
        found.append((one, reworded(before, one, Change(before, one)) if before else None))
    return found


def _rest(request: HttpRequest, number: int, waiting: set[str]) -> Compared | None:
    """What else the newest version changed in clauses that concern this person."""
    if number < 2:
        return None
    concerned = audiences_of(reader_of(request).who)
    changes = [
        one
        for one in selectors.difference(number - 1, number)
        if one.key not in waiting
        and any(side.audience in concerned for side in (one.before, one.after) if side is not None)
    ]
    found = compared(changes)
    return None if found.is_nothing else found


@require_POST
@signed_in
def acknowledge(request: HttpRequest, number: int, key: str) -> HttpResponse:
    """ "Read and understood", of the wording that was on the page."""
    found = selectors.clause(number, key)
    if found is None:
        raise Http404
    acknowledge_clause(found, by=me(request))
    messages.success(request, _("You have read “%(title)s”.") % {"title": found.title})
    return redirect("codex_reading")


@require_safe
@signed_in
def export(request: HttpRequest) -> HttpResponse:
    """What one has acknowledged and when, as a file for oneself."""
    rows = [
        {
            "clause": row.clause.key,
            "version": row.clause.version.number,
            "title": row.clause.title,
            "at": row.at.isoformat(timespec="seconds"),
        }
        for row in acknowledged_by(me(request))
    ]
    response = JsonResponse(
        {"acknowledged": rows}, json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
    response.headers["Content-Disposition"] = 'attachment; filename="codex-read.json"'
    response.headers["Cache-Control"] = "private, no-store"
    return response
