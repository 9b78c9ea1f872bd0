"""What somebody said on the telephone or in a letter, entered by a member who heard or read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from augenhoehe.domain.criticism.actions import enter_case
from augenhoehe.domain.criticism.policies_entering import may_enter
from augenhoehe.domain.people.selectors import all_voices
from augenhoehe.foundation import patience
from augenhoehe.foundation.verdicts import Invalid, require
from augenhoehe.interfaces.web.pages.criticise.forms import EnterForm
from augenhoehe.interfaces.web.pages.criticise.submitting import tell
from augenhoehe.interfaces.web.requests import me, reader_of, signed_in

if TYPE_CHECKING:
    from augenhoehe.domain.criticism.models import Case


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def enter(request: HttpRequest) -> HttpResponse:
    """The form for members; its outcome is a case whose critic is not who entered it."""
    require(may_enter(reader_of(request).who))
    voices = list(all_voices())
    begun = {"submission": get_random_string(20)}
    form = EnterForm(request.POST or None, voices=voices, initial=begun)
    if voices and request.method == "POST" and form.is_valid():
        case = _enter(request, form)
        if case is not None:
            messages.success(request, _("It is a case now, and everybody can read it."))
            return redirect("case", case.id)
    context = {"form": form, "voices": voices}
    return render(request, "criticise/enter.html", context, status=422 if form.is_bound else 200)


def _enter(request: HttpRequest, form: EnterForm) -> Case | None:
    patience.spend("case", str(me(request).id))
    known = form.cleaned_data
    try:
        return enter_case(
            by=me(request),
            about=form.about,
            channel=known["channel"],
            text=known["text"],
            name=known["name"],
            address=known["address"],
            wanted=known["wanted"],
            topic=known["topic"],
            submission=known["submission"] or None,
        )
    except Invalid as refusal:
        tell(form, refusal)
        return None
