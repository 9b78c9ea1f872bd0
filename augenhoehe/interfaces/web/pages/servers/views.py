"""Other servers and how it goes with them, for who runs this one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from augenhoehe.domain.moderation.selectors import intervention_on
from augenhoehe.domain.people.policies import may_look_after_servers
from augenhoehe.foundation.verdicts import require
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.pages.servers.ports import source
from augenhoehe.interfaces.web.requests import reader_of, signed_in

_MOST_PAGES = 10_000


@require_safe
@signed_in
def index(request: HttpRequest) -> HttpResponse:
    """All of them, those that do not answer first."""
    require(may_look_after_servers(reader_of(request).who))
    words = request.GET.get("q", "")[:100]
    found = source().overview(words=words, page=_page(request))
    return render(request, "servers/list.html", {"found": found, "words": words})


@require_safe
@signed_in
def show(request: HttpRequest, host: str) -> HttpResponse:
    """What is known of one."""
    require(may_look_after_servers(reader_of(request).who))
    seen = found_or_404(source().named(host))
    context = {"seen": seen, "decided": intervention_on(seen.host)}
    return render(request, "servers/show.html", context)


@require_POST
@signed_in
def retry(request: HttpRequest) -> HttpResponse:
    """Try what waits for a server now."""
    require(may_look_after_servers(reader_of(request).who))
    seen = found_or_404(source().named(request.POST.get("host", "")))
    count = source().retry(seen.host)
    said = ngettext("%(n)d delivery is tried now.", "%(n)d deliveries are tried now.", count)
    messages.success(request, said % {"n": count})
    return redirect("server", seen.host)


def _page(request: HttpRequest) -> int:
    asked = request.GET.get("seite", "1")
    return min(int(asked), _MOST_PAGES) if asked.isascii() and asked.isdigit() else 1
