"""What came out when the promise of internal spaces was tried, for who runs the server."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from augenhoehe.domain.spaces.actions import look_at_leaks
from augenhoehe.domain.spaces.policies import may_look_after_promise
from augenhoehe.domain.spaces.selectors import leak_to_look_at, self_tests
from augenhoehe.foundation.verdicts import require
from augenhoehe.interfaces.web.requests import me, reader_of, signed_in


@require_safe
@signed_in
def index(request: HttpRequest) -> HttpResponse:
    """The last run in full, and those before in a line each."""
    require(may_look_after_promise(reader_of(request).who))
    runs = self_tests()
    context = {"newest": runs[0] if runs else None, "rows": runs[1:], "open": leak_to_look_at()}
    return render(request, "self_test/show.html", context)


@require_POST
@signed_in
def looked(request: HttpRequest) -> HttpResponse:
    """An administrator looked at what leaked."""
    look_at_leaks(by=me(request))
    messages.success(request, _("Other servers are talked with again."))
    return redirect("self_test")
