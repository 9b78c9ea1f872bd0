"""What of the queue somebody wants to see, read from the address and written into links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.criticism.queue import KEEPERS, STATES, Wanted
from augenhoehe.interfaces.web.pages.desk import words

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account

_LONGEST = 200
_KEEPERS = {"": _("Anybody’s"), "mine": _("Mine"), "nobody": _("Nobody’s")}


@dataclass(frozen=True, slots=True)
class Link:
    """One link of a filter, or one choice of the form."""

    label: Promise | str
    url: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """The filter as it was asked for: what the selector takes, and the voice by its name."""

    wanted: Wanted
    voice: str = ""

    def url(self, *, after: int | None = None) -> str:
        """The address of this view of the queue."""
        one = self.wanted
        query = {
            "state": one.state if one.state != "waiting" else "",
            "keeper": one.keeper,
            "overdue": "1" if one.overdue else "",
            "channel": one.channel,
            "topic": one.topic,
            "voice": self.voice,
            "q": one.words,
            "after": str(after) if after else "",
        }
        written = urlencode({name: value for name, value in query.items() if value})
        return f"/tisch?{written}" if written else "/tisch"

    def but(self, **changes: str | bool) -> Asked:
        return replace(self, wanted=replace(self.wanted, **changes))  # type: ignore[arg-type]

    @property
    def is_narrow(self) -> bool:
        """Whether anything is left out besides what does not wait."""
        return self.wanted != Wanted()


def asked_for(request: HttpRequest, voices: Sequence[Account]) -> Asked:
    """The filter of an address; what nobody knows is left out."""
    asked = request.GET
    voice = next((one for one in voices if one.handle == asked.get("voice")), None)

    def known(name: str, among: Sequence[str], usual: str = "") -> str:
        return asked[name] if asked.get(name) in among else usual

    wanted = Wanted(
        state=known("state", STATES, "waiting"),
        voice_id=voice.id if voice else None,
        channel=known("channel", tuple(words.CHANNELS)),
        topic=asked.get("topic", "")[:60].strip(),
        keeper=known("keeper", KEEPERS),
        overdue=asked.get("overdue") == "1",
        words=asked.get("q", "")[:_LONGEST].strip(),
    )
    return Asked(wanted, voice.handle if voice else "")


def state_links(asked: Asked) -> list[Link]:
    """The states, each one click away."""
    now = asked.wanted.state
    return [
        Link(label, asked.but(state=name).url(), name == now)
        for name, label in words.STATES.items()
    ]


def keeper_links(asked: Asked) -> list[Link]:
    """Mine, nobody's, and what is overdue."""
    now = asked.wanted
    found = [
        Link(label, asked.but(keeper=name).url(), name == now.keeper)
        for name, label in _KEEPERS.items()
    ]
    late = asked.but(overdue=not now.overdue)
    return [*found, Link(_("Overdue"), late.url(), now.overdue)]
