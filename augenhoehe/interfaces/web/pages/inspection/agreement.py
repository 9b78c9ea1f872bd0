"""The agreement with the works council: named by an administrator, confirmed by inspection."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from augenhoehe.domain.codex.agreement import (
    confirm_agreement,
    end_agreement,
    propose_agreement,
    works_agreement,
    works_agreements,
)
from augenhoehe.domain.codex.policies_agreement import (
    may_confirm_agreement,
    may_end_agreement,
    may_propose_agreement,
)
from augenhoehe.foundation.verdicts import Invalid, require
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.pages.inspection.forms import AgreementForm
from augenhoehe.interfaces.web.requests import me, reader_of, signed_in


@signed_in
def agreement(request: HttpRequest) -> HttpResponse:
    """All agreements; for an administrator a form to name one."""
    who = reader_of(request).who
    require(may_end_agreement(who))
    may_propose = bool(may_propose_agreement(who))
    form = AgreementForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        require(may_propose_agreement(who))
        if form.is_valid() and _proposed(request, form):
            messages.success(request, _("The agreement is named. Inspection has to confirm it."))
            return redirect("works_agreement")
    lines = [
        (row, bool(may_confirm_agreement(who, row.proposed_by_id)) and row.confirmed_at is None)
        for row in works_agreements()
    ]
    context = {"lines": lines, "form": form if may_propose else None}
    status = 422 if request.method == "POST" else 200
    return render(request, "inspection/agreement.html", context, status=status)


def _proposed(request: HttpRequest, form: AgreementForm) -> bool:
    wanted = {name: form.cleaned_data[name] for name in ("reference", "agreed_on", "digest")}
    try:
        propose_agreement(**wanted, by=me(request))
    except Invalid as refusal:
        form.add_error(refusal.field or None, str(refusal))
        return False
    return True


@require_POST
@signed_in
def confirm(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """The second key."""
    confirm_agreement(found_or_404(works_agreement(agreement_id)), by=me(request))
    messages.success(request, _("The agreement is in force."))
    return redirect("works_agreement")


@require_POST
@signed_in
def end(request: HttpRequest, agreement_id: int) -> HttpResponse:
    """The end, from either side."""
    end_agreement(found_or_404(works_agreement(agreement_id)), by=me(request))
    messages.success(request, _("The agreement is ended. What depends on it is off."))
    return redirect("works_agreement")
