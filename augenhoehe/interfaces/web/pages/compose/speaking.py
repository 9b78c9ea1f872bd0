"""As what somebody writes in their own name: privately, in service, or for what a hat says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from augenhoehe.domain.people.hats import wearable
from augenhoehe.domain.posts.audience import Audience
from augenhoehe.domain.spaces.selectors import usual_hat_id

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account, Hat
    from augenhoehe.domain.posts.audience import Reader
    from augenhoehe.domain.spaces.models import Space
    from augenhoehe.interfaces.web.pages.compose.places import Place

PRIVATELY, IN_SERVICE = "private", "service"


@dataclass(frozen=True, slots=True)
class Way:
    """One choice: its value in the form, its words, and the hat that is worn with it."""

    value: str
    label: str
    hat: Hat | None = None


def ways_of_speaking(person: Account, reader: Reader, *, is_answer: bool = False) -> list[Way]:
    """The choices somebody has; none where there is nothing to choose.

    `is_answer`: to criticism, which a member answers in service.
    """
    hats = [_with(hat) for hat in wearable(person.id)]
    if is_answer:
        return [Way(IN_SERVICE, _("in service")), *hats] if hats else []
    private = [Way(PRIVATELY, _("privately"))]
    if reader.who.is_member:
        return [*private, Way(IN_SERVICE, _("in service")), *hats]
    return [*private, *hats] if hats else []


def _with(hat: Hat) -> Way:
    return Way(f"hat:{hat.id}", _("speaking for %(words)s") % {"words": hat.words}, hat)


def usual_way(person: Account, place: Place, ways: Sequence[Way]) -> str:
    """How it begins: as one decided for this space; inside in service; else privately."""
    space = _space_of(place)
    if space is not None and any(one.hat for one in ways):
        usual = f"hat:{usual_hat_id(space, person.id)}"
        if any(one.value == usual for one in ways):
            return usual
    return IN_SERVICE if space is not None and space.is_internal else PRIVATELY


def _space_of(place: Place) -> Space | None:
    """Where it will stand. What is said to a few people stands in no space."""
    parent = place.parent
    if parent is not None and not parent.is_internal:
        return parent.space if parent.chosen_audience == Audience.PUBLIC else None
    return place.fixed_space
