"""The words for the codex in templates."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django import template
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from augenhoehe.foundation import clock
from augenhoehe.foundation.markdown import to_html

if TYPE_CHECKING:
    from augenhoehe.domain.codex.difference import AnyClause

register = template.Library()


@register.filter
def kind_word(kind: str) -> str:
    """What a clause is, as a word: nobody has to know a colour."""
    return _("Instruction") if kind == "instruction" else _("Help")


@register.filter
def for_whom(audience: str) -> str:
    """For whom a clause is written."""
    return {
        "everybody": _("For everybody"),
        "members": _("For members of the organisation"),
        "writers": _("For those who speak for the organisation"),
        "desk": _("For the desk"),
        "moderators": _("For moderators"),
    }.get(audience, audience)


@register.filter
def worded(clause: AnyClause) -> SafeString:
    """What a clause says, from its Markdown."""
    return to_html(clause.text)


@register.filter
def language_mark(clause: AnyClause) -> SafeString:
    """The `lang` of a clause that is not written in the language of the page."""
    if clause.shown_language == (get_language() or "")[:2]:
        return SafeString("")
    return format_html(' lang="{}"', clause.shown_language)


@register.filter
def on_day(day: date) -> SafeString:
    """A day of the calendar, written out."""
    written = formats.date_format(day, "DATE_FORMAT")
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), written)


@register.filter
def is_to_come(day: date | None) -> bool:
    """Whether a day lies ahead."""
    return day is not None and day > timezone.localdate(clock.now())
