"""Objecting to what was decided about somebody else: everybody can, from the register."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from augenhoehe.domain.moderation.actions import confirm_objection, object_to
from augenhoehe.domain.moderation.policies_appeals import may_object
from augenhoehe.domain.moderation.selectors import intervention_by_uid
from augenhoehe.domain.moderation.selectors.appeals import entry_of_decision, objection_by_id
from augenhoehe.domain.moderation.tokens_reports import objection_of
from augenhoehe.domain.people.actions.contact import hash_address
from augenhoehe.foundation import patience
from augenhoehe.foundation.verdicts import require
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.pages.appeals.forms import ObjectionForm
from augenhoehe.interfaces.web.pages.reports.refusals import beside_its_field
from augenhoehe.interfaces.web.requests import account_of, address_of, me, reader_of, signed_in
from augenhoehe.interfaces.web.token_pages import by_token


@require_http_methods(["GET", "HEAD", "POST"])
def objection(request: HttpRequest, uid: str) -> HttpResponse:
    """Say why an entry of the register tells of a wrong decision."""
    intervention = found_or_404(intervention_by_uid(uid))
    require(may_object(reader_of(request).who, intervention))
    by = account_of(request)
    form = ObjectionForm(request.POST or None, is_signed_in=by is not None)
    if request.method == "POST" and form.is_valid():
        patience.spend("appeal", address_of(request))
        if by is None:
            patience.spend("mail", address_of(request))
            patience.spend("mail", f"objection:{hash_address(form.cleaned_data['address'])}")
        with beside_its_field(form):
            object_to(intervention, by=by, language=str(request.LANGUAGE_CODE), **form.cleaned_data)
            if by is None:
                return render(request, "appeals/sent.html", {"intervention": intervention})
            messages.success(request, _("Your objection is with the office. You are told."))
            return redirect(f"/register/{uid}")
    context = {"form": form, "intervention": intervention}
    return render(request, "appeals/objection.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@by_token
def confirm(request: HttpRequest, uid: str, token: str) -> HttpResponse:
    """The link of the letter. Looking at it changes nothing; the button does."""
    found = found_or_404(objection_of(token))
    if found.intervention.uid != uid:
        raise Http404
    if request.method == "POST":
        confirm_objection(found)
        return redirect(request.path)
    return render(request, "appeals/confirm.html", {"appeal": found})


@require_safe
@signed_in
def decided(request: HttpRequest, appeal_id: int) -> HttpResponse:
    """From the notice about one's own objection to the entry that tells how it was decided."""
    found = found_or_404(objection_by_id(appeal_id))
    if found.account_id != me(request).id:
        raise Http404
    return redirect("register_entry", entry_of_decision(found))
