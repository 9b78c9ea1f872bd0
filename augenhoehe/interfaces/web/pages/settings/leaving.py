"""Leaving the server: for good, with the password, and by nobody else."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from augenhoehe.domain.people.actions import deactivate_person
from augenhoehe.interfaces.web.own_password import is_own_password
from augenhoehe.interfaces.web.pages.settings.forms import LeaveForm
from augenhoehe.interfaces.web.requests import me, signed_in


@signed_in
def leave(request: HttpRequest) -> HttpResponse:
    """Close one's account. What was said stays, with the name below it."""
    form = LeaveForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and is_own_password(request, form):
        deactivate_person(me(request))
        logout(request)
        messages.success(request, _("Your account is closed. Good-bye."))
        return redirect("front")
    status = 422 if request.method == "POST" else 200
    return render(request, "settings/leave.html", {"form": form}, status=status)
