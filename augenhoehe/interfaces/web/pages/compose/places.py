"""Where something that is being written will stand, and who will read it there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext as _

from augenhoehe.domain.posts.audience import Audience, Reader
from augenhoehe.domain.posts.policies import may_post_in
from augenhoehe.domain.posts.selectors import post_for
from augenhoehe.domain.spaces.selectors import readable_spaces, space_by_slug

if TYPE_CHECKING:
    from augenhoehe.domain.posts.models import Post
    from augenhoehe.domain.spaces.models import Space

_SLOT = re.compile(r"new|(reply|case|edit|quote):[1-9][0-9]{0,18}|space:[a-z0-9-]{1,64}")
_BESIDE = re.compile(r"(~[0-9a-f]{12})?")
_ID = re.compile(r"[1-9][0-9]{0,18}")


@dataclass(frozen=True, slots=True)
class Place:
    """In reply to a post, in a space, quoting, instead of an earlier wording, or on its own."""

    parent: Post | None = None
    space: Space | None = None
    edited: Post | None = None
    quoted: Post | None = None
    own_slot: str = ""
    is_gone: bool = False  # what was asked for is not there, or not any more

    @property
    def slot(self) -> str:
        """The name of the draft that belongs here."""
        if self.own_slot:
            return self.own_slot
        if self.edited is not None:
            return f"edit:{self.edited.id}"
        if self.parent is not None:
            return f"reply:{self.parent.id}"
        if self.quoted is not None:
            return f"quote:{self.quoted.id}"
        return f"space:{self.space.slug}" if self.space is not None else "new"

    @property
    def fixed_space(self) -> Space | None:
        """The space whose reach is the reach here: nobody chooses another."""
        if self.parent is not None:
            return self.parent.space if self.parent.is_internal else None
        if self.quoted is not None and self.quoted.is_internal:
            return self.quoted.space
        return self.space

    @property
    def is_new(self) -> bool:
        """Whether something begins here for which its author chooses who reads it."""
        return self.parent is None and self.space is None and self.edited is None

    @property
    def address(self) -> str:
        return address_of_slot(self.slot)


def address_of_slot(slot: str) -> str:
    """The page where the writing of this slot goes on (of a case or an edit: none here)."""
    kind, _colon, which = slot.partition(":")
    names = {"reply": "reply_to", "space": "space", "quote": "quote"}
    return f"/schreiben?{urlencode({names[kind]: which})}" if kind in names else "/schreiben"


def place_of(slot: str) -> str:
    """The slot without what tells drafts at one place apart."""
    return slot.partition("~")[0]


def is_slot(slot: str) -> bool:
    """Whether a draft may lie there."""
    place = place_of(slot)
    return bool(_SLOT.fullmatch(place) and _BESIDE.fullmatch(slot[len(place) :]))


def place_in(request: HttpRequest, reader: Reader) -> Place:
    """The place a request names, as far as this reader may know of it."""
    asked = request.POST if request.method == "POST" else request.GET
    replying_to = asked.get("reply_to") or asked.get("reply") or ""
    if replying_to:
        parent = post_for(reader, int(replying_to)) if _ID.fullmatch(replying_to) else None
        return Place(parent=parent, is_gone=parent is None)
    if quoting := asked.get("quote", ""):
        return _quoting(reader, int(quoting) if _ID.fullmatch(quoting) else 0)
    if slug := asked.get("space", ""):
        space = space_by_slug(reader.who, slug)
        return Place(space=space, is_gone=space is None)
    return Place()


def _quoting(reader: Reader, post_id: int) -> Place:
    """What is only passed on is quoted itself."""
    quoted = post_for(reader, post_id)
    if quoted is not None and quoted.boost_of_id is not None:
        quoted = post_for(reader, quoted.boost_of_id)
    return Place(quoted=quoted, is_gone=quoted is None)


@dataclass(frozen=True, slots=True)
class Destination:
    """One choice of who will read it: its value in the form, and what the button then says."""

    value: str
    label: str
    button: str
    space: Space | None = None

    @property
    def is_internal(self) -> bool:
        return self.space is not None and self.space.is_internal


def destinations(reader: Reader, place: Place, *, with_spaces: bool) -> list[Destination]:
    """The choices at a place, the usual first. A reply never gets wider than its parent."""
    if place.fixed_space is not None:
        return [_in_space(place.fixed_space)]
    choices = _for_people(place.parent)
    if place.quoted is not None and place.quoted.audience == Audience.FOLLOWERS:
        return choices[Audience.FOLLOWERS :]
    if with_spaces and place.parent is None:
        choices += [_in_space(space) for space in _my_spaces(reader)]
    return choices


def _for_people(parent: Post | None) -> list[Destination]:
    world = parent.space if parent is not None and parent.space is not None else None
    choices = [
        Destination(
            str(Audience.PUBLIC.value),
            _("Everyone, in %(space)s") % {"space": world.name} if world else _("Everyone"),
            _("Publish for everyone"),
        ),
        Destination(
            str(Audience.UNLISTED.value),
            _("Everyone, but not in lists"),
            _("Publish for everyone, not in lists"),
        ),
        Destination(str(Audience.FOLLOWERS.value), _("Followers"), _("Publish for followers only")),
        Destination(
            str(Audience.DIRECT.value),
            _("Only those mentioned with @"),
            _("Send to those mentioned"),
        ),
    ]
    return choices[parent.chosen_audience :] if parent is not None else choices


def _in_space(space: Space) -> Destination:
    name = {"space": space.name}
    labels, buttons = {
        "world": (_("%(space)s (everyone can read)"), _("Publish in %(space)s (for everyone)")),
        "house": (_("%(space)s (internal: who works here)"), _("Publish in %(space)s (internal)")),
        "circle": (_("%(space)s (internal: its members)"), _("Publish in %(space)s (internal)")),
    }[space.reach]
    return Destination(f"space:{space.slug}", labels % name, buttons % name, space)


def _my_spaces(reader: Reader) -> Sequence[Space]:
    """The spaces somebody may write in, by name."""
    return [space for space in readable_spaces(reader.who) if may_post_in(reader, space)]
