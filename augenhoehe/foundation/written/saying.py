"""Sentences for people, where a server may or may not be running."""

from django.conf import settings
from django.utils.functional import lazy
from django.utils.translation import gettext as translated


def gettext(sentence: str) -> str:
    """In the language of who asks; in English where no server runs and nobody set a language."""
    return translated(sentence) if settings.configured else sentence


gettext_lazy = lazy(gettext, str)
