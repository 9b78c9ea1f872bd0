"""Saying of a post that it is criticism, and its author's decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from augenhoehe.domain.criticism import actions
from augenhoehe.domain.criticism.policies_entering import may_mark
from augenhoehe.domain.criticism.selectors import case_on, offer_by_id, offers_on, open_offer_to
from augenhoehe.domain.people.selectors import all_voices
from augenhoehe.domain.posts.selectors import post_for
from augenhoehe.foundation import patience
from augenhoehe.interfaces.web.addresses import post_url
from augenhoehe.interfaces.web.errors import found_or_404
from augenhoehe.interfaces.web.pages.criticise.forms import WantedForm
from augenhoehe.interfaces.web.requests import me, reader_of, signed_in

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account
    from augenhoehe.domain.posts.models import Post

ACCEPT, DECLINE = "annehmen", "ablehnen"


@require_POST
@signed_in
def decide(request: HttpRequest, offer_id: int, step: str) -> HttpResponse:
    """The author of a post makes it a case, or leaves it a post."""
    offer = found_or_404(offer_by_id(offer_id))
    found_or_404(post_for(reader_of(request), offer.post_id))
    if step == ACCEPT:
        patience.spend("case", str(me(request).id))
        form = WantedForm(request.POST)
        wanted = form.cleaned_data["wanted"] if form.is_valid() else ""
        case = actions.accept_offer(offer, by=me(request), wanted=wanted)
        messages.success(request, _("It is on the list of open criticism now."))
        return redirect("case", case.id)
    if step == DECLINE:
        actions.decline_offer(offer, by=me(request))
        messages.success(request, _("It stays a post. You are not asked again."))
        return redirect("post_by_id", offer.post_id)
    raise Http404


@require_POST
@signed_in
def mark(request: HttpRequest, post_id: int) -> HttpResponse:
    """Anyone: this is criticism. Its author is asked."""
    post = found_or_404(post_for(reader_of(request), post_id))
    if post.account_id == me(request).id:
        return redirect(f"/faelle/neu?post={post.id}")
    voices = {voice.handle: voice for voice in all_voices()}
    chosen = request.POST.get("voice", "") or next(iter(voices), "")
    about = found_or_404(voices.get(chosen))
    patience.spend("case", str(me(request).id))
    actions.mark_post(post, about=about, by=me(request))
    messages.success(request, _("Thank you. Its author is asked, and decides."))
    return redirect(post_url(post))


def asked_on(request: HttpRequest, post: Post) -> dict[str, Any]:
    """What stands beside a post: the question to its author, or a button for everybody else."""
    reader = reader_of(request)
    if reader.account_id is None or post.deleted_at is not None or case_on(reader, post):
        return {}
    if offer := open_offer_to(reader, post):
        return {"case_offer": offer, "wanted_form": WantedForm()}
    return {"markable_for": _markable_for(request, post)}


def _markable_for(request: HttpRequest, post: Post) -> list[Account]:
    who = reader_of(request).who
    if post.account_id in who.speaks_as or not post.account.is_person or offers_on([post.id]):
        return []
    return [voice for voice in all_voices() if may_mark(who, post, voice)]
