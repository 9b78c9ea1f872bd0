"""Which hat one puts on in a space, unless one says otherwise for one post."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from augenhoehe.domain.people.hats import hat_by_id
from augenhoehe.domain.spaces.actions import wear_by_habit
from augenhoehe.foundation.verdicts import Invalid
from augenhoehe.interfaces.web.addresses import space_url
from augenhoehe.interfaces.web.pages.spaces.views import space_context, space_or_404
from augenhoehe.interfaces.web.requests import me, signed_in


@require_POST
@signed_in
def choose_hat(request: HttpRequest, slug: str) -> HttpResponse:
    """Put a hat on in this space from now on, or none."""
    place = space_or_404(request, slug)
    wanted = request.POST.get("hat", "")
    number = int(wanted) if wanted.isdecimal() and len(wanted) < 19 else 0
    hat = hat_by_id(me(request).id, number) if number else None
    try:
        if wanted and hat is None:
            raise Invalid(_("You do not have this hat at present."), field="hat")
        wear_by_habit(place, hat, by=me(request))
    except Invalid as refusal:
        context = space_context(request, place) | {"hat_error": str(refusal)}
        return render(request, "spaces/show.html", context, status=422)
    said = (
        _("In %(space)s you speak for %(words)s unless you choose otherwise.")
        if hat
        else _("In %(space)s you speak without a hat unless you put one on.")
    )
    messages.success(request, said % {"space": place.name, "words": hat.words if hat else ""})
    return redirect(space_url(place))
