"""Who speaks through a voice and what its log says, as anybody may read it.

Somebody with a protected name appears under it, here and in what was logged before.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from augenhoehe.domain.people.selectors import protected_people, voice_log, voice_team

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account, ProtectedName, VoiceEvent

Protected = dict[int, "ProtectedName"]


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody by name; with `account` where it may be known who."""

    name: str
    account: Account | None = None

    @property
    def is_protected(self) -> bool:
        return self.account is None


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks through a voice, since when, and whether they let others in."""

    who: Named
    is_steward: bool
    since: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the public log. `by` only where somebody else did it."""

    kind: str
    who: Named | None
    by: Named | None
    at: datetime


def speakers_of(voice: Account) -> list[Speaker]:
    """The team, stewards first."""
    protected = protected_people(voice)
    speakers = [
        Speaker(_named(row.person, protected), row.role == "steward", row.joined_at)
        for row in voice_team(voice)
    ]
    return sorted(speakers, key=lambda speaker: not speaker.is_steward)


def log_of(voice: Account) -> list[Entry]:
    """Who joined, left and changed, newest first."""
    protected = protected_people(voice)
    return [_entry(event, protected) for event in voice_log(voice)]


def _entry(event: VoiceEvent, protected: Protected) -> Entry:
    who = _logged(event.person, event.protected_name, protected)
    by = _logged(event.by, event.by_protected_name, protected)
    if event.person_id and event.person_id == event.by_id:
        by = None
    return Entry(event.kind, who, by, event.at)


def _logged(
    person: Account | None, name: ProtectedName | None, protected: Protected
) -> Named | None:
    if name is not None:
        return Named(name.name)
    return _named(person, protected) if person else None


def _named(person: Account, protected: Protected) -> Named:
    name = protected.get(person.id)
    return Named(name.name) if name else Named(person.name, person)


def sentence(entry: Entry) -> str:
    """What a line of the log says of the one it is about."""
    return {
        "founded": _("founded this voice"),
        "joined": _("joined"),
        "left": _("left"),
        "became_steward": _("became a steward"),
        "became_writer": _("is a writer again"),
        "name_protected": _("writes under a protected name"),
        "name_resolved": _("was looked up by the auditor"),
        "withdrawn": _("does not speak for it any longer; the register says why"),
        "given_back": _("speaks for it again: it had been taken wrongly"),
    }[entry.kind]
