"""Drafts colleagues ask one to look at: read, say something, or decline."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from augenhoehe.domain.posts.actions import comment_on_look, decline_look, end_look
from augenhoehe.domain.posts.looks import comments_on, look_for, looks_asked_of
from augenhoehe.foundation.verdicts import Invalid
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.requests import me, page_before, reader_of, signed_in

if TYPE_CHECKING:
    from augenhoehe.domain.posts.models import Look


class CommentForm(forms.Form):
    """What one says about a draft, and about which words of it."""

    passage = forms.CharField(
        label=gettext_lazy("The words it is about"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Copied from the draft. Empty: about the whole."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    text = forms.CharField(
        label=gettext_lazy("Your comment"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Please write something.")},
    )


@require_safe
@signed_in
def looks(request: HttpRequest) -> HttpResponse:
    """What colleagues ask one to look at."""
    return render(request, "help/looks.html", {"looks": looks_asked_of(reader_of(request))})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def look(request: HttpRequest, look_id: int) -> HttpResponse:
    """The draft as it was shown, and what was said about it. Nothing here publishes it."""
    seen = found_or_404(look_for(reader_of(request), look_id))
    if request.POST.get("do") == "decline":
        decline_look(seen, by=me(request))
        messages.success(request, _("Your colleague knows that you cannot look at it."))
        return redirect("looks")
    form = CommentForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            comment_on_look(seen, by=me(request), **form.cleaned_data)
            messages.success(request, _("Your comment stands beside the draft."))
            return redirect("look", seen.id)
        except Invalid as refusal:
            form.add_error(refusal.field or None, str(refusal))
    return _page(request, seen, form)


def _page(request: HttpRequest, seen: Look, form: CommentForm) -> HttpResponse:
    context: dict[str, Any] = {
        "look": seen,
        "comments": comments_on(seen),
        "form": form,
        "is_writer": seen.by_id == me(request).id,
    }
    return render(request, "help/look.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def end(request: HttpRequest, look_id: int) -> HttpResponse:
    """The writer is done with it."""
    end_look(found_or_404(look_for(reader_of(request), look_id)), by=me(request))
    messages.success(request, _("What was shown and what was said is gone."))
    return redirect(page_before(request) or "drafts")
