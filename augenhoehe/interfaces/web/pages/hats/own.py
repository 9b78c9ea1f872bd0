"""One's own hats: which one has, putting them down, and what is linked to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from augenhoehe.domain.people import actions
from augenhoehe.domain.people.hat_log import links_named, own_hat, own_link, put_down_hats
from augenhoehe.domain.people.hats import wearable
from augenhoehe.foundation.verdicts import Invalid
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.pages.hats.forms import ClaimForm, CodeForm, LinkForm
from augenhoehe.interfaces.web.requests import me, signed_in

if TYPE_CHECKING:
    from django import forms

    from augenhoehe.domain.people.models import Hat, LinkedAccount


@require_safe
@signed_in
def index(request: HttpRequest) -> HttpResponse:
    """What one speaks for, and by whose word."""
    return _page(request, ClaimForm())


def _page(request: HttpRequest, form: forms.Form, *, status: int = 200) -> HttpResponse:
    hats = wearable(me(request).id)
    linked = links_named([hat.id for hat in hats])
    context = {
        "hats": [(hat, linked.get(hat.id, [])) for hat in hats],
        "down": put_down_hats(me(request)),
        "form": form,
    }
    return render(request, "hats/own.html", context, status=status)


@require_POST
@signed_in
def claim(request: HttpRequest) -> HttpResponse:
    """Wear what the list of an organisation elsewhere says."""
    form = ClaimForm(request.POST)
    if form.is_valid():
        try:
            hats = actions.claim_hats(form.cleaned_data["domain"], by=me(request))
            said = _("You can speak for: %(words)s.")
            messages.success(request, said % {"words": ", ".join(hat.words for hat in hats)})
            return redirect("settings_hats")
        except Invalid as refusal:
            form.add_error("domain", str(refusal))
    return _page(request, form, status=422)


@require_POST
@signed_in
def step(request: HttpRequest, hat_id: str, step: str) -> HttpResponse:
    """Put a hat down, or take it up again."""
    hat = _own(request, int(hat_id))
    if step == "ablegen":
        actions.put_down_hat(hat, by=me(request))
        messages.success(request, _("You no longer speak for %(words)s.") % {"words": hat.words})
        return redirect("settings_hats")
    try:
        actions.take_up_hat(hat, by=me(request))
        messages.success(request, _("You speak for %(words)s again.") % {"words": hat.words})
    except Invalid as refusal:
        messages.error(request, str(refusal))
    return redirect("settings_hats")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def link(request: HttpRequest, hat_id: int) -> HttpResponse:
    """Name an account elsewhere beside a hat."""
    hat = _own(request, hat_id)
    form = LinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            linked = actions.link_account(hat, by=me(request), **form.cleaned_data)
            if linked.code:
                return redirect("hat_code", linked.id)
            messages.success(
                request, _("Your page is looked at now. It is shown once it is proven.")
            )
            return redirect("settings_hats")
        except Invalid as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    status = 422 if form.is_bound else 200
    return render(request, "hats/link.html", {"hat": hat, "form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def code(request: HttpRequest, linked_id: int) -> HttpResponse:
    """The code to publish, and where it was published."""
    linked = _linked(request, linked_id)
    form = CodeForm(request.POST or None, initial={"post": linked.code_address})
    if request.method == "POST" and form.is_valid():
        try:
            actions.show_code(linked, form.cleaned_data["post"], by=me(request))
            messages.success(
                request, _("Your post is looked at now. It is shown once it is proven.")
            )
            return redirect("settings_hats")
        except Invalid as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    status = 422 if form.is_bound else 200
    return render(request, "hats/code.html", {"linked": linked, "form": form}, status=status)


@require_POST
@signed_in
def unlink(request: HttpRequest, linked_id: int) -> HttpResponse:
    """Name an account elsewhere no longer."""
    actions.unlink_account(_linked(request, linked_id), by=me(request))
    return redirect("settings_hats")


def _own(request: HttpRequest, hat_id: int) -> Hat:
    return found_or_404(own_hat(me(request), hat_id))


def _linked(request: HttpRequest, linked_id: int) -> LinkedAccount:
    return found_or_404(own_link(me(request), linked_id))
