"""Moments in words: near ones as people say them, all of them exact in the title."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache

from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from augenhoehe.foundation import clock


def time_element(moment: datetime) -> SafeString:
    """A moment as `<time>`, in the reader's zone and language."""
    zone = timezone.get_current_timezone()
    return _time_element(moment, _today(zone), zone, get_language() or "")


def day_element(moment: datetime) -> SafeString:
    """A moment of which only the day is told, as for people with a protected name."""
    zone = timezone.get_current_timezone()
    return _day_element(moment, _today(zone), zone, get_language() or "")


# The words of a moment change once a day; a page shows dozens of them.
@lru_cache(maxsize=4096)
def _time_element(moment: datetime, today: date, zone: tzinfo, language: str) -> SafeString:
    local = moment.astimezone(zone)
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        local.isoformat(timespec="seconds"),
        _exactly(local),
        _in_words(local, today),
    )


@lru_cache(maxsize=1024)
def _day_element(moment: datetime, today: date, zone: tzinfo, language: str) -> SafeString:
    day = moment.astimezone(zone).date()
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), _day_in_words(day, today))


def in_words(moment: datetime) -> str:
    """ "today, 14:05", "yesterday, 14:05", "3 March", "3 March 2024"."""
    zone = timezone.get_current_timezone()
    return _in_words(moment.astimezone(zone), _today(zone))


def exactly(moment: datetime) -> str:
    """ "3 March 2024, 14:05 CET": for what is still to come."""
    return _exactly(moment.astimezone(timezone.get_current_timezone()))


def _today(zone: tzinfo) -> date:
    return clock.now().astimezone(zone).date()


def _in_words(local: datetime, today: date) -> str:
    if today - local.date() > timedelta(days=1) or local.date() > today:
        return _day_in_words(local.date(), today)
    clock_time = f"{local:%H:%M}"
    if local.date() == today:
        return _("today, %(time)s") % {"time": clock_time}
    return _("yesterday, %(time)s") % {"time": clock_time}


def _day_in_words(day: date, today: date) -> str:
    if day == today:
        return _("today")
    if day == today - timedelta(days=1):
        return _("yesterday")
    # Translators: Django's date format of a day in this year, such as "3 March".
    this_year = _("j F")
    # Translators: Django's date format of a day in another year, such as "3 March 2024".
    other_year = _("j F Y")
    return str(formats.date_format(day, this_year if day.year == today.year else other_year))


def _exactly(local: datetime) -> str:
    # Translators: Django's date format of an exact moment, such as "3 March 2024, 14:05 CET".
    return str(formats.date_format(local, _("j F Y, H:i T")))
