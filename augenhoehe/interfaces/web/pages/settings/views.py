"""The pages of the settings."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from augenhoehe.domain.people.actions import choose_language, make_invite
from augenhoehe.domain.people.selectors import account_by_id, invites_of, muted_and_blocked
from augenhoehe.interfaces.web.addresses import absolute, profile_url
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.pages.session.language import remember_language
from augenhoehe.interfaces.web.pages.settings.forms import InviteForm, LanguageForm
from augenhoehe.interfaces.web.pages.settings.profile import ProfileForm, apply_profile
from augenhoehe.interfaces.web.requests import me, signed_in


@require_safe
@signed_in
def overview(request: HttpRequest) -> HttpResponse:
    """What there is to set."""
    return render(request, "settings/overview.html")


@signed_in
def profile(request: HttpRequest) -> HttpResponse:
    """What others see of oneself."""
    # A copy of its own: a form that cannot be used must not change the name in the rail.
    account = found_or_404(account_by_id(me(request).id))
    form = ProfileForm(request.POST or None, request.FILES or None, account=account)
    if request.method == "POST" and form.is_valid() and apply_profile(form, by=me(request)):
        messages.success(request, _("Your profile is saved."))
        return redirect(profile_url(account))
    status = 422 if request.method == "POST" else 200
    return render(request, "settings/profile.html", {"form": form}, status=status)


@signed_in
def account(request: HttpRequest) -> HttpResponse:
    """Address, password, language; and the way out."""
    login: Any = request.user
    form = LanguageForm(request.POST or None, initial={"language": request.LANGUAGE_CODE})
    if request.method == "POST" and form.is_valid():
        choose_language(by=login.account, language=form.cleaned_data["language"])
        response = redirect("settings_account")
        return remember_language(response, form.cleaned_data["language"])
    status = 422 if request.method == "POST" else 200
    return render(request, "settings/account.html", {"form": form}, status=status)


@require_safe
@signed_in
def hidden(request: HttpRequest) -> HttpResponse:
    """Whom one does not read, and who cannot reach one. Nobody else sees it."""
    muted, blocked = muted_and_blocked(me(request))
    return render(request, "settings/hidden.html", {"muted": muted, "blocked": blocked})


@signed_in
def invites(request: HttpRequest) -> HttpResponse:
    """Links with which others can sign up."""
    form = InviteForm(request.POST or None)
    context: dict[str, Any] = {"form": form}
    status = 200
    if request.method == "POST" and form.is_valid():
        code = make_invite(by=me(request), **form.cleaned_data)
        # Shown in this answer and kept nowhere: after a redirect nobody would know it.
        context |= {"link": absolute(reverse("invitation", args=[code])), "form": InviteForm()}
        status = 201
    elif request.method == "POST":
        status = 422
    context["invites"] = invites_of(me(request))
    return render(request, "settings/invites.html", context, status=status)
