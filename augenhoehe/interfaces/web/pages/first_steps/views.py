"""The page, and the notice of it on a new member's home. That it was read, the browser keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_POST, require_safe

from augenhoehe.domain.codex.selectors import current_clauses
from augenhoehe.domain.people.selectors import member_since
from augenhoehe.foundation import clock
from augenhoehe.interfaces.web.pages.first_steps.lines import LINES, Line, why_not
from augenhoehe.interfaces.web.requests import me, reader_of, signed_in

if TYPE_CHECKING:
    from augenhoehe.domain.codex.models import Clause

_READ = "augenhoehe_first_steps"  # a cookie: no table knows who read it
_NEW_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Shown:
    """A line on the page: its clause, where it leads, and what stands against it."""

    line: Line
    address: str
    clause: Clause | None
    why_not: str


@require_safe
@signed_in
def first_steps(request: HttpRequest) -> HttpResponse:
    """What a member may do without asking; others read that this is for members."""
    who = reader_of(request).who
    clauses = {clause.key: clause for clause in current_clauses()}
    lines = [_shown(line, clauses, why_not(line, who)) for line in LINES]
    is_new = who.is_member and _READ not in request.COOKIES
    context = {"lines": lines, "is_member": who.is_member, "is_new": is_new}
    return render(request, "first_steps/show.html", context)


def _shown(line: Line, clauses: Mapping[str, Clause], refused: str) -> Shown:
    cited = next((clauses[key] for key in line.clauses if key in clauses), None)
    try:
        address = reverse(line.page)
    except NoReverseMatch:
        address = reverse("settings")
    return Shown(line, address, cited, refused)


@require_POST
@signed_in
def read(request: HttpRequest) -> HttpResponse:
    """Do not show it on the home page of this browser any more."""
    response = redirect("home")
    response.set_cookie(
        _READ,
        "1",
        max_age=_NEW_FOR * 2,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def greets(request: HttpRequest) -> bool:
    """Whether home points to the first steps: to members of the last thirty days, until read."""
    if _READ in request.COOKIES or not reader_of(request).who.is_member:
        return False
    account_id = me(request).id
    since = member_since([account_id]).get(account_id)
    return since is not None and since > clock.now() - _NEW_FOR
