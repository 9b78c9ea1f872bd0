"""Whose the words of a hat are: a steward lends those of the own voice, and of no other."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from django.conf import settings

from augenhoehe.domain.people.models import Account, HatRule


def belongs_to_others(words: str, voice: Account) -> bool:
    """Whether they read like the whole organisation, another voice, or a rule of another."""
    said = _bare(words)
    return said != _bare(voice.name) and said in {_bare(one) for one in _of_others(voice)}


def _of_others(voice: Account) -> Iterator[str]:
    yield settings.ORGANISATION
    voices = Account.objects.filter(kind=Account.Kind.VOICE, domain="").exclude(id=voice.id)
    for name, handle in voices.values_list("name", "handle"):
        yield from (name, handle)
    rules = HatRule.objects.filter(closed_at__isnull=True).exclude(voice=voice)
    yield from rules.values_list("words", flat=True)


def _bare(words: str) -> str:
    """Letters and digits alone, however they are written."""
    folded = unicodedata.normalize("NFKC", words).casefold()
    return "".join(sign for sign in folded if sign.isalnum())
