"""The public log: who speaks for what, since when, until when, and who says so."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from augenhoehe.domain.people.hat_log import hat_log, hat_rules, page_of_hat
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.requests import whole_number

_MOST_PAGES = 100_000


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Everybody who speaks for something, by what they speak for."""
    page = min(max(whole_number(request, "seite") or 1, 1), _MOST_PAGES)
    groups, more = hat_log(page)
    context = {
        "groups": groups,
        "rules": hat_rules() if page == 1 else [],
        "older": f"?seite={page + 1}" if more else "",
        "newer": reverse("hats") if page > 1 else "",
    }
    return render(request, "hats/log.html", context)


@require_safe
def one(request: HttpRequest, hat_id: int) -> HttpResponse:
    """Where a hat stands in the log: what a post that was written with it leads to."""
    page = found_or_404(page_of_hat(hat_id))
    where = f"?seite={page}" if page > 1 else ""
    return redirect(f"{reverse('hats')}{where}#hut-{hat_id}")
