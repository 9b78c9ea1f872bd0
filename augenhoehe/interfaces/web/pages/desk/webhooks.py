"""Addresses of the organisation's own tools that are told of steps of public cases."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from augenhoehe.domain.criticism import desk
from augenhoehe.domain.criticism.actions import add_webhook, drop_webhook, try_webhook
from augenhoehe.domain.criticism.policies_desk import may_keep_webhooks
from augenhoehe.foundation.verdicts import Invalid, require
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.pages.desk.access import members_only
from augenhoehe.interfaces.web.pages.desk.forms import WebhookForm
from augenhoehe.interfaces.web.requests import me, reader_of


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def index(request: HttpRequest) -> HttpResponse:
    """All addresses with their last result, and a form for another."""
    require(may_keep_webhooks(reader_of(request).who))
    form = WebhookForm(request.POST or None)
    secret = ""
    if request.method == "POST" and form.is_valid():
        try:
            secret = add_webhook(form.cleaned_data["url"], by=me(request)).secret
            form = WebhookForm()
        except Invalid as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    # The secret is shown on this one answer and never again, so there is no redirect here.
    context = {"hooks": desk.webhooks(), "form": form, "secret": secret}
    response = render(request, "desk/webhooks.html", context, status=422 if form.is_bound else 200)
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
@members_only
def step(request: HttpRequest, hook_id: int, step: str) -> HttpResponse:
    """Try an address, or tell it nothing more."""
    hook = found_or_404(desk.webhook(hook_id))
    if step == "pruefen":
        try_webhook(hook, by=me(request))
        messages.success(
            request, _("A greeting is on its way. Its result stands here in a moment.")
        )
    elif step == "entfernen":
        drop_webhook(hook, by=me(request))
        messages.success(request, _("That address is told nothing more."))
    else:
        raise Http404
    return redirect("desk_webhooks")
