"""The register on the open web: entries that reach other servers, and the head of each day.

The register's own account says them, to whoever follows it; nobody writes through it. Nothing
is in them that the register itself does not show to everybody.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from augenhoehe.domain.moderation.selectors.elsewhere import reaches_elsewhere
from augenhoehe.domain.moderation.selectors.register import head_at
from augenhoehe.domain.moderation.words import done_in_words
from augenhoehe.domain.people.actions import register_account
from augenhoehe.domain.posts.actions import publish_as_server
from augenhoehe.domain.posts.audience import Audience

if TYPE_CHECKING:
    from augenhoehe.domain.moderation.events import (
        InterventionEnded,
        InterventionTookEffect,
        RegisterHeadPublished,
    )


def announce_entry(event: InterventionTookEffect) -> None:
    """Say what was restricted on another server, by which rule; never whose it is."""
    with translation.override(settings.LANGUAGE_CODE):
        _announce(event.intervention_id, _("Entry %(number)s of the register: %(what)s."))


def announce_end(event: InterventionEnded) -> None:
    """Say that it is over, as publicly as it began."""
    with translation.override(settings.LANGUAGE_CODE):
        wrong = _("Entry %(number)s of the register (%(what)s) was wrong and is taken back.")
        over = _("Entry %(number)s of the register (%(what)s) is over.")
        _announce(event.intervention_id, wrong if event.won else over, when_over=True)


def announce_head(event: RegisterHeadPublished) -> None:
    """Give the head of the day to servers we do not control, to check the register by later."""
    head = head_at(event.seq)
    if head is None:
        return
    with translation.override(settings.LANGUAGE_CODE):
        text = _("Head of the register on %(day)s: entry %(number)s, %(hash)s") % {
            "day": head.at.date().isoformat(),
            "number": head.seq,
            "hash": head.hash,
        }
    # Not among what everybody here has to say: it is a number, and for those who follow it.
    _say(f"{text}\n\n{settings.BASE_URL}/register/koepfe/{head.seq}.json", Audience.UNLISTED)


def _announce(intervention_id: int, sentence: str, *, when_over: bool = False) -> None:
    entry = reaches_elsewhere(intervention_id)
    if entry is None or entry.is_over != when_over:  # one of many can end, and the others stand
        return
    said = sentence % {"number": entry.number, "what": done_in_words(entry.kind)}
    rule = _("Rule: “%(clause)s”.") % {"clause": entry.clause}
    _say(f"{said} {rule}\n\n{settings.BASE_URL}/register/{entry.uid}", Audience.PUBLIC)


def _say(text: str, audience: int) -> None:
    language = settings.LANGUAGE_CODE.partition("-")[0]
    publish_as_server(register_account(), text=text, language=language, audience=audience)
