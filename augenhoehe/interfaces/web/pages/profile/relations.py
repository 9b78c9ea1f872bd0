"""Following, muting, blocking; and who follows whom."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from augenhoehe.domain.people.actions import (
    accept_follower,
    block,
    endorse,
    follow,
    mute,
    reject_follower,
    stop_endorsing,
    unblock,
    unfollow,
    unmute,
)
from augenhoehe.domain.people.policies import may_see_relations
from augenhoehe.domain.people.selectors import account_by_address, followed_by, followers_of
from augenhoehe.foundation import patience
from augenhoehe.foundation.verdicts import Invalid
from augenhoehe.interfaces.web.addresses import has_page, profile_url
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.requests import me, reader_of, signed_in
from augenhoehe.interfaces.web.sign_in import wish_of

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account

VERBS: dict[str, Callable[..., Any]] = {
    "folgen": follow,
    "entfolgen": unfollow,
    "stumm": mute,
    "laut": unmute,
    "blockieren": block,
    "freigeben": unblock,
    "annehmen": accept_follower,
    "ablehnen": reject_follower,
    "mit-meldung": partial(follow, notify=True),
    "ohne-meldung": partial(follow, notify=False),
    "mit-geteiltem": partial(follow, show_boosts=True),
    "ohne-geteiltes": partial(follow, show_boosts=False),
    "empfehlen": endorse,
    "nicht-empfehlen": stop_endorsing,
}
ON_A_PAGE = 50


@require_POST
@signed_in
def relate(request: HttpRequest, handle: str, verb: str) -> HttpResponse:
    """Do one thing with somebody, and go back to where one was."""
    other = _account(handle)
    patience.spend("follow", str(me(request).id))
    try:
        done = VERBS[verb](other, by=me(request))
    except Invalid as refusal:
        messages.error(request, str(refusal))
        return redirect(profile_url(other))
    if verb == "folgen" and not done:
        messages.info(request, _("%(name)s is asked and decides.") % {"name": other.name})
    return redirect(wish_of(request) or profile_url(other))


@require_safe
def followers(request: HttpRequest, handle: str) -> HttpResponse:
    """Who reads somebody's posts at home."""
    account = _account(handle)
    return _people(request, account, "followers", followers_of(account))


@require_safe
def following(request: HttpRequest, handle: str) -> HttpResponse:
    """Whose posts somebody reads at home."""
    account = _account(handle)
    return _people(request, account, "following", followed_by(account))


def _people(request: HttpRequest, account: Account, which: str, people: Any) -> HttpResponse:
    shown = may_see_relations(reader_of(request).who, account)
    page = Paginator(people if shown else [], ON_A_PAGE).get_page(request.GET.get("seite"))
    context = {"account": account, "which": which, "page": page, "hidden": not shown}
    return render(request, "profile/people.html", context)


def _account(handle: str) -> Account:
    """Somebody with a page; spaces of ours are joined, and theirs are elsewhere."""
    account = account_by_address(handle)
    return found_or_404(account if account is not None and has_page(account) else None)
