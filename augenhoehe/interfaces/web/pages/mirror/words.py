"""Numbers in words, in the reader's way of writing them."""

from __future__ import annotations

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

_HOUR, _DAY = 60, 24 * 60


def number(value: float, places: int = 0) -> str:
    """ "1,204" or "1.204"."""
    # Django cuts off what is too long for the places.
    return number_format(round(value, places), places, use_l10n=True, force_grouping=True)


def percent(share: float | None) -> str:
    """ "43%"; with one place where it is near an end, so that few do not look like none."""
    if share is None:
        return "–"
    places = 1 if 0 < share < 0.1 or 0.9 < share < 1 else 0
    # Translators: a share, such as "43%"; in German with a space that does not break.
    return _("%(number)s%%") % {"number": number(share * 100, places)}


def interval(low: float | None, high: float | None) -> str:
    """ "31–56%"; nothing where it is not known."""
    if low is None or high is None:
        return ""
    both = {"low": number(low * 100), "high": number(high * 100)}
    # Translators: an interval of shares, such as "31–56%".
    return _("%(low)s–%(high)s%%") % both


def duration(minutes: float | None) -> str:
    """ "35 minutes", "12 hours", "3.5 days": the largest unit of which there are two."""
    if minutes is None:
        return "–"
    if minutes < 2 * _HOUR and minutes != _HOUR:
        whole = round(minutes)
        return ngettext("%(n)s minute", "%(n)s minutes", whole) % {"n": number(whole)}
    if minutes < 3 * _DAY:
        hours, shown = _plain(minutes / _HOUR)
        return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": shown}
    days, shown = _plain(minutes / _DAY)
    return ngettext("%(n)s day", "%(n)s days", days) % {"n": shown}


def _plain(value: float) -> tuple[int, str]:
    """Below ten with one place, if it says something; first what decides the plural."""
    tenths = round(value * 10)
    if value >= 10 or tenths % 10 == 0:
        return round(value), number(value)
    return 2, number(tenths / 10, 1)


def channel_words(channel: str) -> str:
    """How criticism came in."""
    words = {
        "post": pgettext("how criticism came in", "a post here"),
        "mention": pgettext("how criticism came in", "a mention"),
        "form": pgettext("how criticism came in", "the form without an account"),
        "telephone": pgettext("how criticism came in", "telephone, entered by staff"),
        "letter": pgettext("how criticism came in", "letter, entered by staff"),
        "mail": pgettext("how criticism came in", "e-mail"),
        "elsewhere": pgettext("how criticism came in", "another place, brought in"),
    }
    return words.get(channel, channel)
