"""Of which servers somebody reads nothing. Their own right, and nobody else sees it."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from augenhoehe.domain.people.actions import block_server, unblock_server
from augenhoehe.domain.people.reading import blocked_servers
from augenhoehe.foundation.verdicts import Invalid
from augenhoehe.interfaces.web.requests import me, signed_in


class ServerForm(forms.Form):
    """The name of a server."""

    domain = forms.CharField(
        label=gettext_lazy("Server"),
        max_length=253,
        help_text=gettext_lazy("As it stands behind the second @ of an address."),
        widget=forms.TextInput({"autocapitalize": "none", "spellcheck": "false"}),
    )


@signed_in
def servers(request: HttpRequest) -> HttpResponse:
    """The servers one blocked, and a form for another."""
    form = ServerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            name = block_server(form.cleaned_data["domain"], by=me(request))
            messages.success(request, _("You read nothing of %(name)s now.") % {"name": name})
            return redirect("settings_servers")
        except Invalid as refusal:
            form.add_error("domain", str(refusal))
    context = {"form": form, "servers": blocked_servers(me(request))}
    status = 422 if request.method == "POST" else 200
    return render(request, "settings/servers.html", context, status=status)


@require_POST
@signed_in
def free(request: HttpRequest) -> HttpResponse:
    """Read people of a server again."""
    unblock_server(request.POST.get("domain", ""), by=me(request))
    return redirect("settings_servers")
