"""The poll beside a text that is being written: what is typed, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from augenhoehe.domain.posts.actions import PollWording
from augenhoehe.domain.posts.polls import LONGEST_OPTION, MOST_OPTIONS

_HOUR, _DAY = 3600, 86_400
_USUAL = str(_DAY)
_AS_IT_IS = ("", _("as it is"))
DURATIONS: Sequence[tuple[str, Any]] = (
    ("300", _("5 minutes")),
    ("1800", _("30 minutes")),
    (str(_HOUR), _("1 hour")),
    (str(6 * _HOUR), _("6 hours")),
    (_USUAL, _("1 day")),
    (str(3 * _DAY), _("3 days")),
    (str(7 * _DAY), _("7 days")),
    (str(14 * _DAY), _("14 days")),
    (str(30 * _DAY), _("30 days")),
)


@dataclass(slots=True)
class Asking:
    """The fields of `compose/_poll.html`; without an answer in them nothing is asked."""

    options: Sequence[str] = ()
    duration: str = _USUAL
    multiple: bool = False
    hidden: bool = False
    is_standing: bool = False  # the poll is there already, and has its end
    error: str = ""

    @classmethod
    def of(cls, poll: PollWording | None) -> Asking:
        """What a post asks already; nothing for a new one."""
        if poll is None:
            return cls()
        return cls(poll.options, "", poll.multiple, poll.hides_totals, is_standing=True)

    @classmethod
    def kept(cls, kept: Mapping[str, Any]) -> Asking:
        """What somebody typed whose session had ended."""
        options = [str(one) for one in kept.get("poll_option", ())]
        duration = str(kept.get("poll_for") or _USUAL)
        hidden = bool(kept.get("poll_hidden"))
        return cls(options, duration, bool(kept.get("poll_multiple")), hidden)

    def read(self, sent: QueryDict) -> Asking:
        """What was typed now."""
        return Asking(
            [one[:1000] for one in sent.getlist("poll_option")[: 2 * MOST_OPTIONS]],
            sent.get("poll_for", self.duration),
            "poll_multiple" in sent,
            "poll_hidden" in sent,
            self.is_standing,
        )

    @property
    def wording(self) -> PollWording | None:
        """As the domain takes it. Fields left empty in between are no answers."""
        typed = [one for one in self.options if one.strip()]
        if not typed:
            return None
        is_number = self.duration.isascii() and self.duration.isdigit() and len(self.duration) < 10
        seconds = int(self.duration) if is_number else None
        return PollWording(typed, seconds, self.multiple, self.hidden)

    # --- what the template asks ------------------------------------------------------------

    @property
    def fields(self) -> list[tuple[int, str]]:
        """One field for each answer there can be."""
        empty = [""] * max(0, MOST_OPTIONS - len(self.options))
        return list(enumerate([*self.options, *empty], 1))

    @property
    def durations(self) -> list[tuple[str, Any]]:
        return [_AS_IT_IS, *DURATIONS] if self.is_standing else list(DURATIONS)

    @property
    def longest(self) -> int:
        return LONGEST_OPTION

    @property
    def is_open(self) -> bool:
        return bool(self.error) or any(one.strip() for one in self.options)
