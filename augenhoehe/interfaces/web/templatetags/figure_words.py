"""The words for figures in templates: numbers, shares, durations."""

from __future__ import annotations

from django import template

from augenhoehe.domain.moderation.words import done_in_words
from augenhoehe.interfaces.web.pages.mirror import words

register = template.Library()
register.filter("number", words.number)
register.filter("percent", words.percent)
register.filter("duration", words.duration)
register.filter("channel_words", words.channel_words)
register.filter("done_in_words", done_in_words)
register.simple_tag(words.interval, name="interval")
