"""The text blocks of the team."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from augenhoehe.domain.criticism import desk
from augenhoehe.domain.criticism.actions import add_block, change_block, drop_block
from augenhoehe.domain.criticism.policies_desk import may_keep_blocks
from augenhoehe.foundation.verdicts import Invalid, require
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.pages.desk.access import members_only
from augenhoehe.interfaces.web.pages.desk.forms import BlockForm
from augenhoehe.interfaces.web.requests import me, reader_of


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def index(request: HttpRequest) -> HttpResponse:
    """All blocks, and a form for a new one."""
    form = BlockForm(request.POST or None)
    if request.method == "POST":
        require(may_keep_blocks(reader_of(request).who))
        if _done(lambda name, text: add_block(name, text, by=me(request)), form):
            messages.success(request, _("The block is kept."))
            return redirect("desk_blocks")
    return _page(request, form, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@members_only
def change(request: HttpRequest, block_id: int) -> HttpResponse:
    """Give a block another wording."""
    require(may_keep_blocks(reader_of(request).who))
    block = found_or_404(desk.text_block(block_id))
    form = BlockForm(request.POST or None, initial={"name": block.name, "text": block.text})

    def save(name: str, text: str) -> object:
        return change_block(block, name, text, by=me(request))

    if request.method == "POST" and _done(save, form):
        messages.success(request, _("The block is kept."))
        return redirect("desk_blocks")
    context = {"form": form, "block": block}
    status = 422 if form.is_bound else 200
    return render(request, "desk/block.html", context, status=status)


@require_POST
@members_only
def drop(request: HttpRequest, block_id: int) -> HttpResponse:
    """Throw a block away."""
    drop_block(found_or_404(desk.text_block(block_id)), by=me(request))
    messages.success(request, _("The block is thrown away."))
    return redirect("desk_blocks")


def _done(act: Callable[[str, str], object], form: BlockForm) -> bool:
    if not form.is_valid():
        return False
    try:
        act(form.cleaned_data["name"], form.cleaned_data["text"])
    except Invalid as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False
    return True


def _page(request: HttpRequest, form: BlockForm, *, status: int) -> HttpResponse:
    may = may_keep_blocks(reader_of(request).who)
    context = {"blocks": desk.text_blocks(), "form": form if may else None, "why_not": may.reason}
    return render(request, "desk/blocks.html", context, status=status)
