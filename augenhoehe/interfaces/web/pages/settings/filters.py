"""Filters: what somebody does not want to read. Nobody else sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from augenhoehe.domain.posts.actions import remove_filter, remove_post_from_filter
from augenhoehe.domain.posts.labels import kinds_shown
from augenhoehe.domain.posts.selectors import (
    filter_for,
    filtered_post_for,
    filters_of,
    readable_posts,
)
from augenhoehe.foundation import clock
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.pages.settings.filter_form import FilterForm, apply_filter
from augenhoehe.interfaces.web.requests import me, reader_of, signed_in

if TYPE_CHECKING:
    from augenhoehe.domain.posts.models import Filter


@require_safe
@signed_in
def filters(request: HttpRequest) -> HttpResponse:
    """The filters somebody has."""
    now = clock.now()
    lines = [
        {
            "filter": one,
            "words": [word.keyword for word in sorted(one.keywords.all(), key=lambda w: w.id)],
            "labels": kinds_shown(one.labels),
            "posts": len(one.posts.all()),
            "is_over": one.ends_at is not None and one.ends_at <= now,
        }
        for one in filters_of(reader_of(request))
    ]
    return render(request, "settings/filters.html", {"lines": lines})


@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """A filter more."""
    form = FilterForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and apply_filter(form, by=me(request)):
        messages.success(request, _("The filter is set."))
        return redirect("settings_filters")
    status = 422 if request.method == "POST" else 200
    return render(request, "settings/filter.html", {"form": form}, status=status)


@signed_in
def edit(request: HttpRequest, filter_id: int) -> HttpResponse:
    """A filter as it is, to be changed."""
    chosen = _own(request, filter_id)
    form = FilterForm(request.POST or None, chosen=chosen)
    if request.method == "POST" and form.is_valid() and apply_filter(form, by=me(request)):
        messages.success(request, _("The filter is changed."))
        return redirect("settings_filters")
    known = {"form": form, "chosen": chosen, "posts": _posts_in(request, chosen)}
    status = 422 if request.method == "POST" else 200
    return render(request, "settings/filter.html", known, status=status)


@require_POST
@signed_in
def remove(request: HttpRequest, filter_id: int) -> HttpResponse:
    """The filter goes; everything is read again."""
    remove_filter(_own(request, filter_id), by=me(request))
    messages.success(request, _("The filter is removed."))
    return redirect("settings_filters")


@require_POST
@signed_in
def show_post(request: HttpRequest, entry_id: int) -> HttpResponse:
    """A single post leaves its filter."""
    entry = found_or_404(filtered_post_for(reader_of(request), entry_id))
    remove_post_from_filter(entry, by=me(request))
    return redirect("settings_filter", entry.filter_id)


def _own(request: HttpRequest, filter_id: int) -> Filter:
    chosen = filter_for(reader_of(request), filter_id)
    if chosen is None:
        raise Http404
    return chosen


def _posts_in(request: HttpRequest, chosen: Filter) -> list[tuple[int, object]]:
    """The posts that were put into it one by one, as far as they can be read today."""
    entries = {entry.post_id: entry.id for entry in chosen.posts.all()}
    posts = readable_posts(reader_of(request)).filter(id__in=entries).order_by("-id")
    return [(entries[post.id], post) for post in posts]
