"""Hints on plain speech beside a composer, for those who speak for the organisation.

The words come by POST, so that they stand in no address and no log; nothing of them is kept, and
nothing that publishes knows of this module.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from augenhoehe.domain.people.policies import may_speak_as
from augenhoehe.domain.people.selectors import voices_of
from augenhoehe.domain.posts.policies import may_edit
from augenhoehe.domain.posts.selectors import post_for
from augenhoehe.foundation import patience
from augenhoehe.foundation.text import tidy
from augenhoehe.interfaces.web import muted_rules
from augenhoehe.interfaces.web.pages.compose import places
from augenhoehe.interfaces.web.pages.compose.forms import LONGEST
from augenhoehe.interfaces.web.pages.compose.speaking import (
    IN_SERVICE,
    PRIVATELY,
    ways_of_speaking,
)
from augenhoehe.interfaces.web.plain_speech import Hints, hints_on
from augenhoehe.interfaces.web.requests import me, reader_of, signed_in

if TYPE_CHECKING:
    from augenhoehe.domain.posts.audience import Reader
    from augenhoehe.domain.posts.models import Post
    from augenhoehe.interfaces.web.pages.compose.speaking import Way


def is_asked(request: HttpRequest) -> bool:
    """Whether the button was pressed, or a rule muted, and nothing is to be published."""
    return request.POST.get("do", "") == "plain" or muted_rules.is_changing(request)


def hints_for(request: HttpRequest, place: places.Place) -> Hints | None:
    """Hints on the words that came; None for who does not speak for the organisation."""
    if place.is_gone or not speaks_for_us(request, place):
        return None
    sent = request.POST
    text = tidy(sent.get("text", "")[:LONGEST])
    answering = place.parent.text if place.parent is not None else ""
    language = sent.get("language", "")[:20]
    return hints_on(request, text, language=language, answering=answering)


def speaks_for_us(request: HttpRequest, place: places.Place) -> bool:
    """Members, whose posts all name the house; others through a voice or with a hat only.

    What counts is what the form says, as far as they really may.
    """
    reader, sent = reader_of(request), request.POST
    if reader.who.is_member:
        return True
    if place.edited is not None:
        return _is_ours(place.edited)
    if chosen := sent.get("speak_as", ""):
        mine = (one for one in voices_of(me(request)) if may_speak_as(reader.who, one))
        return chosen in {str(one.id) for one in mine}
    way = sent.get("service", "")
    if way in ("", PRIVATELY):
        return False
    ways = ways_of_speaking(me(request), reader)
    return any(one.value == way and (one.hat or way == IN_SERVICE) for one in ways)


def is_for(reader: Reader, place: places.Place, ways: Sequence[Way]) -> bool:
    """Whether somebody could speak for the organisation here: who gets the button at all."""
    if place.edited is not None and not reader.who.is_member:
        return _is_ours(place.edited)
    return reader.who.is_member or bool(reader.who.voices) or any(one.hat for one in ways)


def _is_ours(post: Post) -> bool:
    return bool(post.account.is_voice or post.in_service or post.hat_id)


@require_POST
@signed_in
def beside(request: HttpRequest) -> HttpResponse:
    """The piece of a page that a script asks for while somebody writes."""
    patience.spend("hint", str(me(request).id))
    slot = request.POST.get("slot", "")
    slot = places.place_of(slot) if places.is_slot(slot) else "new"
    hints = hints_for(request, _place(request, slot))
    told = str(hints.count) if hints is not None else ""
    context = {
        "hints": hints,
        "key": slot.replace(":", "-"),
        "is_news": told != request.POST.get("plain_told", ""),
    }
    response = render(request, "compose/_plain_speech.html", context)
    response.headers["Cache-Control"] = "private, no-store"
    if hints is not None and muted_rules.is_changing(request):
        muted_rules.remember(response, hints.muted)
    return response


def _place(request: HttpRequest, slot: str) -> places.Place:
    """What is edited stands in the slot; everything else the form names."""
    reader, (kind, _colon, which) = reader_of(request), slot.partition(":")
    if kind == "edit":
        post = post_for(reader, int(which))
        if post is None or not may_edit(reader, post):
            return places.Place(is_gone=True)
        return places.Place(edited=post)
    place = places.place_in(request, reader)
    if kind != "case":
        return place
    return places.Place(parent=place.parent, own_slot=slot, is_gone=place.is_gone)
