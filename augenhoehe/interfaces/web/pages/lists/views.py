"""Lists of one's own: making them, reading them, putting people into them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from augenhoehe.domain.people import actions, reading
from augenhoehe.domain.people.selectors import account_by_address
from augenhoehe.domain.posts.pages import list_page, posts_by_ids
from augenhoehe.foundation.stretch import Stretch
from augenhoehe.foundation.verdicts import Invalid
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.pages.lists.forms import ListForm
from augenhoehe.interfaces.web.pages.timeline.views import as_list, window_of
from augenhoehe.interfaces.web.requests import me, reader_of, signed_in
from augenhoehe.interfaces.web.sign_in import wish_of

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import ReadingList


@signed_in
def overview(request: HttpRequest) -> HttpResponse:
    """One's lists, and a form for another."""
    form = ListForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.make_list(by=me(request), **form.cleaned_data)
            return redirect("list_edit", made.id)
        except Invalid as refusal:
            _tell(form, refusal)
    context = {"lists": reading.lists_of(me(request)), "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "lists/index.html", context, status=status)


@require_safe
@signed_in
def show(request: HttpRequest, list_id: int) -> HttpResponse:
    """What the people in a list say, the newest first."""
    chosen = _own(request, list_id)
    window = window_of(request)
    ids = list_page(reader_of(request), chosen, Stretch(window.before, None, window.limit))
    posts = posts_by_ids(reader_of(request), ids)
    known = {"list": chosen, "members": reading.list_members(chosen)}
    return render(request, "lists/show.html", known | as_list(request, posts, "home"))


@signed_in
def edit(request: HttpRequest, list_id: int) -> HttpResponse:
    """Rename a list, and say who is in it."""
    chosen = _own(request, list_id)
    known = {name: getattr(chosen, name) for name in ("title", "replies", "is_exclusive")}
    form = ListForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_list(chosen, by=me(request), **form.cleaned_data)
            messages.success(request, _("The list is saved."))
            return redirect("list", chosen.id)
        except Invalid as refusal:
            _tell(form, refusal)
    status = 422 if request.method == "POST" else 200
    return render(request, "lists/edit.html", _editing(request, list_id, form), status=status)


def _editing(request: HttpRequest, list_id: int, form: ListForm) -> dict[str, Any]:
    chosen = _own(request, list_id)  # as it is kept, whatever was typed
    return {
        "list": chosen,
        "form": form,
        "members": reading.list_members(chosen),
        "others": reading.could_be_listed(chosen),
    }


@require_POST
@signed_in
def delete(request: HttpRequest, list_id: int) -> HttpResponse:
    """Do without a list."""
    chosen = _own(request, list_id)
    actions.delete_list(chosen, by=me(request))
    messages.success(request, _("The list “%(title)s” is deleted.") % {"title": chosen.title})
    return redirect("lists")


@require_POST
@signed_in
def put(request: HttpRequest, list_id: int, step: str) -> HttpResponse:
    """Put somebody into a list, or take them out of it."""
    chosen = _own(request, list_id)
    account = found_or_404(account_by_address(request.POST.get("account", "")))
    act = actions.put_in_list if step == "dazu" else actions.take_out_of_list
    try:
        act(chosen, [account], by=me(request))
    except Invalid as refusal:
        if refusal.code != "taken":  # twice is once
            messages.error(request, str(refusal))
    return redirect(wish_of(request) or f"/listen/{chosen.id}/bearbeiten")


def _own(request: HttpRequest, list_id: int) -> ReadingList:
    return found_or_404(reading.own_list(me(request), list_id))


def _tell(form: ListForm, refusal: Invalid) -> None:
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
