"""What a person or a voice says of itself, and what it said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from augenhoehe.domain.criticism.selectors import cases_about
from augenhoehe.domain.people.actions import note_account
from augenhoehe.domain.people.hat_log import hats_with_links
from augenhoehe.domain.people.prior_approval import prior_approval_of
from augenhoehe.domain.people.selectors import account_by_address, member_ids, relation_to
from augenhoehe.domain.posts.selectors import posts_of
from augenhoehe.domain.spaces.selectors import space_by_slug
from augenhoehe.foundation.verdicts import Invalid
from augenhoehe.interfaces.web.addresses import has_page, profile_url, space_url
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.measures import measures_on_account
from augenhoehe.interfaces.web.pages.moderation.ladder import before_a_block
from augenhoehe.interfaces.web.pages.profile.around import arranged_for, posts_with, shown_on
from augenhoehe.interfaces.web.pages.profile.lines import lines_of
from augenhoehe.interfaces.web.pages.timeline.views import as_list, window_of
from augenhoehe.interfaces.web.pages.voices.team import speakers_of
from augenhoehe.interfaces.web.requests import account_of, me, reader_of, signed_in

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account

CASES = 5


@require_safe
def profile(request: HttpRequest, handle: str) -> HttpResponse:
    """The page of a person or a voice; a space has a page of its own kind."""
    account = account_by_address(handle)
    if account is None or not has_page(account):
        return _space(request, handle)
    if handle != account.address:
        return redirect(profile_url(account), permanent=True)
    return render(request, "profile/show.html", _known_of(request, account))


def _space(request: HttpRequest, handle: str) -> HttpResponse:
    # Asked by name and not by account: whoever may not know of a space finds nothing.
    space = found_or_404(space_by_slug(reader_of(request).who, handle.lower()))
    return redirect(space_url(space))


def _known_of(request: HttpRequest, account: Account) -> dict[str, Any]:
    viewer = account_of(request)
    relation = relation_to(account, of=viewer)
    known: dict[str, Any] = {
        "account": account,
        "lines": lines_of(account),
        "relation": relation,
        "is_me": viewer is not None and viewer.id == account.id,
        "works_here": account.id in member_ids([account.id]),
        "silent": relation.blocks or (relation.is_blocked and not account.is_voice),
        "measures": measures_on_account(reader_of(request), account),
        "hats": hats_with_links(account) if account.is_person and account.is_local else [],
    }
    if account.is_voice and account.is_local:
        cases = cases_about(reader_of(request), account.id, limit=CASES + 1)
        known |= {
            "speakers": speakers_of(account),
            "cases": cases[:CASES],
            "more_cases": len(cases) > CASES,
            "approval": prior_approval_of(account),
        }
    known |= arranged_for(request, account)
    is_person = account.is_person and not account.left_at
    known["milder"] = before_a_block(request, person=account) if is_person else []
    return known | ({} if known["silent"] else _said(request, account))


@require_POST
@signed_in
def note(request: HttpRequest, handle: str) -> HttpResponse:
    """Keep a note about somebody for oneself; an empty one forgets it."""
    account = account_by_address(handle)
    is_shown = account is not None and has_page(account)
    account = found_or_404(account if is_shown else None)
    typed = request.POST.get("note", "")
    try:
        note_account(account, by=me(request), text=typed)
    except Invalid as refusal:
        wrong = {"note": typed, "note_error": str(refusal)}
        return render(request, "profile/show.html", _known_of(request, account) | wrong, status=422)
    return redirect(profile_url(account))


def _said(request: HttpRequest, account: Account) -> dict[str, Any]:
    """A page of posts, and the way to the older ones."""
    around = shown_on(request, account)
    if tag := around["tag"]:
        posts = posts_with(request, account, tag, window_of(request))
        return {"replies": True} | around | as_list(request, posts, "account")
    # A voice is there to answer: its replies are what one comes for.
    replies = account.is_voice or "antworten" in request.GET
    posts = posts_of(reader_of(request), account, window_of(request), replies=replies)
    return {"replies": replies} | around | as_list(request, posts, "account")
