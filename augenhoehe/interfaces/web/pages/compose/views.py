"""`/schreiben`: the composer as a page of its own, and where all composers send their text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from augenhoehe.domain.media.selectors import own_pictures
from augenhoehe.domain.posts.actions import publish_or_hand_in, schedule_post
from augenhoehe.domain.posts.approvals import is_waiting
from augenhoehe.domain.posts.audience import Audience
from augenhoehe.domain.posts.meeting import is_for_outside, meet_mentioned
from augenhoehe.domain.posts.wording import mentioned_accounts
from augenhoehe.foundation.verdicts import Invalid
from augenhoehe.interfaces.web.addresses import post_url
from augenhoehe.interfaces.web.cards import cards_for
from augenhoehe.interfaces.web.pages.cases.opening import offer_to_mark
from augenhoehe.interfaces.web.pages.compose.composer import my_composer
from augenhoehe.interfaces.web.pages.compose.helping import help_with
from augenhoehe.interfaces.web.pages.compose.places import address_of_slot, is_slot, place_in
from augenhoehe.interfaces.web.pages.compose.unsent import keep_and_sign_in
from augenhoehe.interfaces.web.pages.compose.writing import Composer
from augenhoehe.interfaces.web.requests import account_of, reader_of, sign_in_first
from augenhoehe.interfaces.web.sign_in import is_local_path

if TYPE_CHECKING:
    from augenhoehe.domain.posts.models import Post, ScheduledPost

_LONGEST_BEGINNING = 5000
_ID = re.compile(r"[1-9][0-9]{0,17}")


@require_http_methods(["GET", "HEAD", "POST"])
def compose(request: HttpRequest) -> HttpResponse:
    """Write a post: alone, in reply (`reply_to`), with a quotation (`quote`), in a `space`."""
    if account_of(request) is None:
        return _sign_in(request)
    place = place_in(request, reader_of(request))
    composer = my_composer(request, place, with_spaces=True)
    if request.method == "POST":
        return _publish(request, composer)
    if place.is_gone:
        raise Http404
    _begin(composer, request)
    return _page(request, composer)


def _sign_in(request: HttpRequest) -> HttpResponse:
    """Whoever is signed out signs in first; what they wrote waits for them."""
    if request.method != "POST":
        return sign_in_first(request)
    slots = {"reply_to": "reply", "quote": "quote", "space": "space"}
    named = ((kind, request.POST.get(name, "")) for name, kind in slots.items())
    slot = next((f"{kind}:{which}" for kind, which in named if which), "new")
    slot = slot if is_slot(slot) else "new"
    return keep_and_sign_in(request, slot=slot, back=address_of_slot(slot))


def _publish(request: HttpRequest, composer: Composer) -> HttpResponse:
    is_complete = composer.read(request)
    if composer.place.is_gone:
        composer.problem = _("This place is not there any more. Your text is kept.")
        composer.status = 422
    elif is_complete:
        with composer.telling_refusals():
            return _sent(request, composer)
    return _page(request, composer)


def _sent(request: HttpRequest, composer: Composer) -> HttpResponse:
    """Published, or written down for the time that was chosen."""
    due_at = composer.due_at
    if due_at is None and request.POST.get("do") == "later":
        raise Invalid(_("Please choose a day and a time."), field="later")
    goes_to = composer.destination
    if goes_to is not None and is_for_outside(goes_to.space, composer.place.parent):
        meet_mentioned(composer.text)
    asked = _asked(composer)
    if due_at is None:
        return _said(request, composer, publish_or_hand_in(**asked))
    schedule_post(due_at=due_at, **asked)
    messages.success(request, _("Your post is written down and will be published later."))
    return composer.done(request, redirect("drafts"))


def _asked(composer: Composer) -> dict[str, Any]:
    """What is asked of the posts room, now or later."""
    place, goes_to = composer.place, composer.destination
    if goes_to is None:
        raise Invalid(_("Please choose for whom this post is."), field="audience")
    audience = Audience.PUBLIC if goes_to.space else Audience(int(goes_to.value))
    if audience == Audience.DIRECT:
        _check_addressed(composer)
    return {
        "by": composer.me,
        "voice": composer.voice,
        "wording": composer.wording,
        "space": goes_to.space if place.parent is None else None,
        "audience": audience,
        "in_reply_to": place.parent,
        "quoting": place.quoted,
        "in_service": composer.in_service,
        "hat": composer.hat,
        "submission": composer.submission,
        "draft": composer.kept_in,
    }


def _check_addressed(composer: Composer) -> None:
    """A letter to nobody would only be seen by who wrote it."""
    if all(one.id == composer.me.id for one in mentioned_accounts(composer.text)):
        raise Invalid(_("Please mention with @ for whom this is."), field="text")


def _said(request: HttpRequest, composer: Composer, said: Post | ScheduledPost) -> HttpResponse:
    """Published, or handed in where the voice lets its posts be looked at before."""
    if not is_waiting(said):
        return _published(request, composer, cast("Post", said))
    messages.success(request, _("Another person of this voice looks at it before. It waits."))
    return composer.done(request, redirect("drafts"))


def _published(request: HttpRequest, composer: Composer, post: Post) -> HttpResponse:
    messages.success(request, _("Your post is published."))
    offer_to_mark(request, post)
    back = composer.back
    if not is_local_path(back):
        back = f"{post_url(post)}#p{post.id}"
    return composer.done(request, redirect(back))


def _begin(composer: Composer, request: HttpRequest) -> None:
    """Words and pictures another page or app hands over (`text`, `to`, `picture`)."""
    composer.shelf.put(own_pictures(composer.me, _handed_over(request, composer)))
    to, text = request.GET.get("to", "").strip(), request.GET.get("text", "").strip()
    beginning = f"@{to.removeprefix('@')} {text}" if to else text[:_LONGEST_BEGINNING]
    written = str(composer.form.initial["text"])
    if composer.draft is None and not composer.is_restored:
        composer.form.initial["text"] = beginning or written
    elif text and text not in written:  # neither of the two gets lost
        composer.form.initial["text"] = f"{written}\n\n{text}"


def _handed_over(request: HttpRequest, composer: Composer) -> list[int]:
    already = {picture.id for picture in composer.pictures}
    wanted = [int(one) for one in request.GET.getlist("picture")[:4] if _ID.fullmatch(one)]
    return [one for one in wanted if one not in already]


def _page(request: HttpRequest, composer: Composer) -> HttpResponse:
    parent = composer.place.parent
    quoted = composer.place.quoted
    context = {
        "parent": cards_for(request, [parent])[0] if parent else None,
        "quoted": cards_for(request, [quoted])[0] if quoted else None,
        "help": help_with(request, composer.place, asked=request.POST.get("do") == "help"),
    }
    return composer.answer(request, "compose/compose.html", context)
