"""Following somebody of this server from another one: the way there, for who has an account there.

Nobody here learns more than the name that was typed, and nothing of it is kept.
"""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from augenhoehe.domain.people.selectors import account_by_address
from augenhoehe.domain.posts.ports import follow_address
from augenhoehe.foundation import patience
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.requests import address_of


class HomeForm(forms.Form):
    """Who somebody is elsewhere."""

    name = forms.CharField(
        label=gettext_lazy("Your name on your own server"),
        max_length=320,
        help_text=gettext_lazy("Such as @name@server.example."),
        widget=forms.TextInput({"autocapitalize": "none", "spellcheck": "false"}),
    )


@require_safe
def follow_from_elsewhere(request: HttpRequest, handle: str) -> HttpResponse:
    """Ask who somebody is elsewhere, and lead them to where they follow; changes nothing here."""
    account = found_or_404(account_by_address(handle))
    if not account.is_local or account.left_at or not (account.is_person or account.is_voice):
        found_or_404(None)
    form = HomeForm(request.GET if "name" in request.GET else None)
    if form.is_bound and form.is_valid():
        patience.spend("look_elsewhere", address_of(request))
        whom = f"acct:{account.handle}@{settings.HOST}"
        if where := follow_address(form.cleaned_data["name"], whom):
            return redirect(where)
        form.add_error(
            "name",
            _(
                "That server did not say where one follows from there. Search for %(name)s on it "
                "instead."
            )
            % {"name": f"@{account.handle}@{settings.HOST}"},
        )
    address = f"@{account.handle}@{settings.HOST}"
    context = {"account": account, "form": form, "address": address}
    status = 422 if form.is_bound else 200
    return render(request, "profile/from_elsewhere.html", context, status=status)
