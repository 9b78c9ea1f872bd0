"""As whom somebody can speak: in their own name, or through a voice, signed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from augenhoehe.domain.people.policies import may_speak_as
from augenhoehe.domain.people.selectors import protected_name_in_use, voices_of

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account
    from augenhoehe.domain.posts.audience import Reader
    from augenhoehe.domain.posts.models import Post


@dataclass(frozen=True, slots=True)
class Signature:
    """A voice, and the name that will stand below."""

    voice: Account
    label: str

    @property
    def value(self) -> str:
        return str(self.voice.id)


def signatures_of(person: Account, reader: Reader) -> list[Signature]:
    """The voices somebody writes for."""
    if not reader.who.voices:
        return []
    mine = [voice for voice in voices_of(person) if may_speak_as(reader.who, voice)]
    return [Signature(voice, _label(voice, person)) for voice in mine]


def _label(voice: Account, person: Account) -> str:
    protected = protected_name_in_use(person, voice)
    if protected is not None:
        return _("%(voice)s, signed with the protected name “%(name)s”") % {
            "voice": voice.name,
            "name": protected.name,
        }
    return _("%(voice)s, signed %(name)s") % {"voice": voice.name, "name": person.name}


def usual_signature(person: Account, parent: Post | None) -> str:
    """One's own name; a conversation one began as a voice goes on as that voice."""
    if parent is not None and parent.account.is_voice and parent.written_by_id == person.id:
        return "" if parent.is_internal else str(parent.account_id)
    return ""
