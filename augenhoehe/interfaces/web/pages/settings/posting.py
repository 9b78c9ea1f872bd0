"""How one's posts begin: in the composer here, and in apps that do not say."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from augenhoehe.domain.people.actions import choose_posting
from augenhoehe.domain.people.posting import posting_of
from augenhoehe.interfaces.web.pages.settings.forms import PostingForm
from augenhoehe.interfaces.web.requests import me, signed_in


@signed_in
def posting(request: HttpRequest) -> HttpResponse:
    """The defaults for writing; posts that stand are not touched."""
    present = posting_of(me(request).id)
    form = PostingForm(
        request.POST or None,
        initial={
            "audience": present.audience,
            "quotes": present.quotes,
            "language": present.language,
            "is_sensitive": present.is_sensitive,
        },
    )
    if request.method == "POST" and form.is_valid():
        choose_posting(by=me(request), **form.cleaned_data)
        messages.success(request, _("Your posts begin like this from now on."))
        return redirect("settings_posting")
    status = 422 if request.method == "POST" else 200
    return render(request, "settings/posting.html", {"form": form}, status=status)
