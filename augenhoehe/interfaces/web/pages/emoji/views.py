"""The emoji of this server, for who looks after them."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from augenhoehe.domain.media.actions import (
    add_emoji,
    change_emoji,
    disable_emoji,
    enable_emoji,
)
from augenhoehe.domain.media.policies import may_keep_emoji
from augenhoehe.domain.media.selectors import all_emoji, emoji_by_id
from augenhoehe.foundation.images import BadImage
from augenhoehe.foundation.verdicts import Invalid, require
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.pages.emoji.forms import EmojiForm, NewEmojiForm
from augenhoehe.interfaces.web.requests import me, reader_of, signed_in
from augenhoehe.interfaces.web.uploads import on_disk


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def index(request: HttpRequest) -> HttpResponse:
    """All of them, and a form for a new one."""
    require(may_keep_emoji(reader_of(request).who))
    form = NewEmojiForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _is_added(request, form):
        messages.success(request, _("The emoji can be used now."))
        return redirect("emoji_list")
    status = 422 if form.is_bound else 200
    return render(request, "emoji/list.html", {"form": form, "rows": all_emoji()}, status=status)


def _is_added(request: HttpRequest, form: NewEmojiForm) -> bool:
    typed = form.cleaned_data
    try:
        with on_disk(typed["picture"]) as path:
            add_emoji(typed["shortcode"], path, by=me(request), category=typed["category"])
    except BadImage:
        form.add_error("picture", _("Please take a PNG, WebP or GIF with at most 256 kB."))
    except Invalid as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
    return not form.errors


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def edit(request: HttpRequest, emoji_id: int) -> HttpResponse:
    """Sort one anew, or leave it out of the picker."""
    require(may_keep_emoji(reader_of(request).who))
    emoji = found_or_404(emoji_by_id(emoji_id))
    initial = {"category": emoji.category, "is_offered": emoji.is_offered}
    form = EmojiForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        change_emoji(emoji, by=me(request), **form.cleaned_data)
        messages.success(request, _("The emoji is changed."))
        return redirect("emoji_list")
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "emoji/edit.html", {"form": form, "emoji": emoji}, status=status)


@require_POST
@signed_in
def step(request: HttpRequest, emoji_id: int, step: str) -> HttpResponse:
    """Take one out of use, or into use again."""
    steps = {"abschalten": disable_emoji, "einschalten": enable_emoji}
    if step not in steps:
        raise Http404
    steps[step](found_or_404(emoji_by_id(emoji_id)), by=me(request))
    return redirect("emoji_list")
