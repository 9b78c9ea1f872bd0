"""Beside a composer: who of the organisation says nearly the same. Nothing of it is kept.

The words come by POST, so that they stand in no address and no log.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from augenhoehe.domain.people.policies import may_speak_as
from augenhoehe.domain.people.selectors import voices_of
from augenhoehe.domain.posts.audience import Audience
from augenhoehe.domain.posts.selectors import echo_of_text
from augenhoehe.foundation import patience
from augenhoehe.foundation.text import tidy
from augenhoehe.interfaces.web.pages.compose import places
from augenhoehe.interfaces.web.pages.compose.forms import LONGEST
from augenhoehe.interfaces.web.requests import me, reader_of, signed_in

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account
    from augenhoehe.domain.posts.audience import Reader
    from augenhoehe.domain.posts.models import Post

_FEW = 5  # named beside a composer; how many there are is said
_OPEN = ("", str(Audience.PUBLIC.value), str(Audience.UNLISTED.value))


@dataclass(frozen=True, slots=True)
class Heard:
    """A post that says nearly the same as what is being written."""

    post: Post
    share: float


@dataclass(frozen=True, slots=True)
class Heards:
    """What `compose/_echo.html` shows."""

    all: list[Heard]

    @property
    def few(self) -> list[Heard]:
        return self.all[:_FEW]


def is_for(reader: Reader, place: places.Place) -> bool:
    """For members, where something new is said: an answer to criticism may repeat itself."""
    space = place.fixed_space
    is_inside = space is not None and space.is_internal
    return reader.who.is_member and not (
        is_inside or place.is_gone or place.edited is not None or place.slot.startswith("case:")
    )


def echoes_for(request: HttpRequest, place: places.Place) -> Heards | None:
    """Posts like the words that came; None where nobody is told."""
    text = tidy(request.POST.get("text", "")[:LONGEST])
    if not is_for(reader_of(request), place) or not _is_open(request, place):
        return None
    found = echo_of_text(text, by=me(request), voice=_voice(request))
    return Heards([Heard(post, share) for post, share in found]) if found else None


def _is_open(request: HttpRequest, place: places.Place) -> bool:
    """Whether everybody could read it: only such posts are compared."""
    chosen = request.POST.get("audience", "")
    if chosen in _OPEN:
        return True
    to = places.destinations(reader_of(request), place, with_spaces=True)
    return any(one.value == chosen and one.space and not one.is_internal for one in to)


def _voice(request: HttpRequest) -> Account | None:
    chosen, who = request.POST.get("speak_as", ""), reader_of(request).who
    mine = (one for one in voices_of(me(request)) if may_speak_as(who, one))
    return next((one for one in mine if str(one.id) == chosen), None) if chosen else None


@require_POST
@signed_in
def beside(request: HttpRequest) -> HttpResponse:
    """The piece of a page that a script asks for while somebody writes."""
    patience.spend("hint", str(me(request).id))
    slot = request.POST.get("slot", "")
    place = places.place_in(request, reader_of(request))
    is_new = slot.partition(":")[0] not in ("case", "edit")
    heard = echoes_for(request, place) if is_new else None
    response = render(request, "compose/_echo.html", {"echoes": heard})
    response.headers["Cache-Control"] = "private, no-store"
    return response
