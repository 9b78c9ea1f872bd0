"""Access, export, correction and erasure: articles 15, 16, 17 and 20 of the GDPR."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from augenhoehe.domain.people.actions import erase_person
from augenhoehe.foundation.own_data import archive, overview
from augenhoehe.interfaces.web.own_password import is_own_password
from augenhoehe.interfaces.web.pages.own_data.forms import EraseForm
from augenhoehe.interfaces.web.requests import (
    account_of,
    me,
    reader_of,
    sign_in_first,
    signed_in,
)


@require_safe
@signed_in
def show(request: HttpRequest) -> HttpResponse:
    """What is stored, how much of it, what for and for how long; and what one can do about it."""
    lines = overview(me(request).id)
    context = {"lines": lines, "is_member": reader_of(request).who.is_member}
    return render(request, "own_data/show.html", context)


@require_safe
def download(request: HttpRequest) -> HttpResponseBase:
    """All of it as one file, made while it is fetched; kept nowhere."""
    owner = account_of(request)
    if owner is None:
        return sign_in_first(request)
    response = StreamingHttpResponse(archive(owner.id), content_type="application/zip")
    response.headers["Content-Disposition"] = 'attachment; filename="my-data.zip"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


@signed_in
def erase(request: HttpRequest) -> HttpResponse:
    """What goes and what stays, and why; with the password it is done."""
    form = EraseForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and is_own_password(request, form):
        erase_person(me(request), by=me(request))
        logout(request)
        messages.success(request, _("Your account is erased. What you said goes in a moment."))
        return redirect("front")
    lines = [line for line in overview(me(request).id) if line.holding.stays]
    status = 422 if request.method == "POST" else 200
    return render(request, "own_data/erase.html", {"form": form, "lines": lines}, status=status)
