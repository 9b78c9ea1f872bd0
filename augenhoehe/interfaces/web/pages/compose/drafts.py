"""What is being written and not published yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from augenhoehe.domain.criticism.selectors import case_for
from augenhoehe.domain.posts.actions import drop_draft, save_draft
from augenhoehe.domain.posts.audience import Reader
from augenhoehe.domain.posts.drafts import draft_seen, drafts_of
from augenhoehe.domain.posts.selectors import post_for
from augenhoehe.domain.spaces.selectors import space_by_slug
from augenhoehe.interfaces.web.addresses import post_url
from augenhoehe.interfaces.web.pages.compose.labelling import Labelling
from augenhoehe.interfaces.web.pages.compose.later import later_lines
from augenhoehe.interfaces.web.pages.compose.places import address_of_slot, is_slot, place_of
from augenhoehe.interfaces.web.pages.compose.unsent import forget_unsent, keep_and_sign_in
from augenhoehe.interfaces.web.requests import account_of, me, reader_of, signed_in

if TYPE_CHECKING:
    from augenhoehe.domain.posts.models import Draft


@dataclass(frozen=True, slots=True)
class Line:
    """A draft, what it belongs to, and where it goes on ("" if that is gone)."""

    draft: Draft
    where: str
    address: str


@require_safe
@signed_in
def drafts(request: HttpRequest) -> HttpResponse:
    """Everything one is writing, newest first."""
    reader = reader_of(request)
    lines = [_line(reader, one) for one in drafts_of(me(request))]
    context = {"lines": lines, "later": later_lines(me(request))}
    return render(request, "compose/drafts.html", context)


def _line(reader: Reader, draft: Draft) -> Line:
    where, address = belonging(reader, place_of(draft.slot))
    beside = draft.slot.partition("~")[2]
    if address and beside:
        address += f"{'&' if '?' in address else '?'}draft={beside}"
    return Line(draft, where, address)


def belonging(reader: Reader, slot: str) -> tuple[str, str]:
    kind, _colon, which = slot.partition(":")
    if kind == "space":
        space = space_by_slug(reader.who, which)
        name = space.name if space else ""
        return _("In %(space)s") % {"space": name}, address_of_slot(slot) if space else ""
    if kind == "case":
        case = case_for(reader, int(which))
        return _("Answer to a criticism"), f"/faelle/{case.id}" if case else ""
    if kind == "quote":
        quoted = post_for(reader, int(which))
        name = quoted.shown_name if quoted else ""
        where = _("About a post by %(name)s") % {"name": name}
        return where, address_of_slot(slot) if quoted else ""
    if kind in ("reply", "edit"):
        post = post_for(reader, int(which))
        if kind == "edit":
            return _("New wording of a post"), f"{post_url(post)}/bearbeiten" if post else ""
        author = post.shown_name if post else ""
        return _("Answer to %(name)s") % {"name": author}, address_of_slot(slot) if post else ""
    return _("A new post"), address_of_slot(slot)


@require_POST
def draft(request: HttpRequest) -> HttpResponse:
    """Keep what stands in a composer (a script asks every few seconds), or forget it."""
    slot = request.POST.get("slot", "")
    slot = slot if is_slot(slot) else "new"
    by_script = "application/json" in request.headers.get("Accept", "")
    if account_of(request) is None:
        if by_script:
            return JsonResponse({"error": _("You are no longer signed in.")}, status=401)
        return keep_and_sign_in(request, slot=place_of(slot), back=address_of_slot(place_of(slot)))
    if request.POST.get("do") == "drop":
        return _dropped(request, slot)
    warning = request.POST.get("warning", "")
    text = Labelling.read(request.POST).kept_with(request.POST.get("text", ""))
    seen = save_draft(
        place_of(slot), by=me(request), text=text, warning=warning, seen=request.POST.get("seen")
    )
    if by_script:
        return JsonResponse({"saved": True, "seen": seen})
    forget_unsent(request, slot)
    if any(one.strip() for one in request.POST.getlist("poll_option")):
        messages.warning(request, _("Your draft is kept, without the poll: add it again later."))
    else:
        messages.success(request, _("Your draft is kept."))
    return redirect("drafts")


def _dropped(request: HttpRequest, slot: str) -> HttpResponse:
    mine = slot
    if seen := request.POST.get("seen"):
        mine = draft_seen(me(request), place_of(slot), seen, request.POST.get("text", ""))
    drop_draft(mine, by=me(request))
    forget_unsent(request, slot)
    if "list" in request.POST:
        return redirect("drafts")
    _where, address = belonging(reader_of(request), place_of(slot))
    return redirect(address or "/schreiben")
