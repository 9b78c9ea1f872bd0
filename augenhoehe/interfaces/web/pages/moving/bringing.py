"""What one brings along from another server."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from augenhoehe.domain.posts.actions import bring_along, forget_luggage
from augenhoehe.domain.posts.selectors import luggage_of
from augenhoehe.foundation.verdicts import Invalid
from augenhoehe.interfaces.web.pages.moving import archive, tables
from augenhoehe.interfaces.web.requests import me, signed_in

KINDS = [
    ("follows", gettext_lazy("Whom I follow")),
    ("lists", gettext_lazy("Lists")),
    ("mutes", gettext_lazy("Whom I mute")),
    ("blocks", gettext_lazy("Whom I block")),
    ("servers", gettext_lazy("Servers I block")),
    ("bookmarks", gettext_lazy("What I keep")),
    ("posts", gettext_lazy("Posts, from an archive")),
]
_LARGEST = 90_000_000


class BringForm(forms.Form):
    """A file, and what it is."""

    kind = forms.ChoiceField(label=gettext_lazy("What is in the file"), choices=KINDS)
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "As Mastodon exports it: a CSV file, or an archive with your posts."
        ),
    )
    replaces = forms.BooleanField(
        label=gettext_lazy("End what is here and not in the file"), required=False
    )


@require_safe
@signed_in
def overview(request: HttpRequest) -> HttpResponse:
    """What can be taken along and brought, and how far the last files are."""
    return _page(request, BringForm())


@require_POST
@signed_in
def bring(request: HttpRequest) -> HttpResponse:
    """Keep a file and begin to take it in."""
    form = BringForm(request.POST, request.FILES)
    if form.is_valid():
        try:
            _take(request, form)
        except Invalid as refusal:
            form.add_error(refusal.field or "file", str(refusal))
        else:
            messages.success(request, _("Your file is being taken in. This page says how far."))
            return redirect("moving")
    return _page(request, form, status=422)


def _take(request: HttpRequest, form: BringForm) -> None:
    kind, file = form.cleaned_data["kind"], form.cleaned_data["file"]
    if file.size > _LARGEST:
        raise Invalid(_("This file is too large."), field="file")
    body = file.read()
    rows = archive.rows_of(body) if kind == "posts" else tables.rows_of(body, kind)
    bring_along(kind, rows, by=me(request), replaces=form.cleaned_data["replaces"])


@require_POST
@signed_in
def forget(request: HttpRequest, luggage_id: int) -> HttpResponse:
    """Take nothing more in of a file."""
    forget_luggage(luggage_id, by=me(request))
    return redirect("moving")


def _page(request: HttpRequest, form: BringForm, status: int = 200) -> HttpResponse:
    names = dict(KINDS)
    found = luggage_of(me(request))
    context = {
        "form": form,
        "files": list(tables.FILES),
        "luggage": [(one, names.get(one.kind, one.kind)) for one in found],
        "waits": any(one.done_at is None for one in found),
    }
    return render(request, "moving/overview.html", context, status=status)
