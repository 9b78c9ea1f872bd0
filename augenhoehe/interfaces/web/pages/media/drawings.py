"""What stands where nobody uploaded a picture: first letters on paper, or nothing but paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import format_html

from augenhoehe.interfaces.web.templatetags.house import initials

if TYPE_CHECKING:
    from augenhoehe.domain.media.models import Picture
    from augenhoehe.domain.people.models import Account

# Quiet papers and the ink on them (at least 7:1), told apart by the account.
_PAPERS = (
    ("#e9e4da", "#3d4450"),
    ("#dfe8e6", "#23474c"),
    ("#e3e7ee", "#36415a"),
    ("#ece3dc", "#5a3a2a"),
    ("#e4e9dc", "#364a2c"),
)
_BASE83 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~"


def monogram(account: Account) -> str:
    """A portrait made of the first letters of a name."""
    paper, ink = _PAPERS[account.id % len(_PAPERS)]
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96" width="96" height="96">'
        '<rect width="96" height="96" fill="{}"/>'
        '<text x="48" y="49" fill="{}" font-family="system-ui, sans-serif" font-size="40" '
        'font-weight="600" text-anchor="middle" dominant-baseline="central">{}</text></svg>',
        paper,
        ink,
        initials(account),
    )


def blank_header(account: Account) -> str:
    """A header without a picture."""
    paper, _ink = _PAPERS[account.id % len(_PAPERS)]
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1500 500" width="1500" '
        'height="500"><rect width="1500" height="500" fill="{}"/></svg>',
        paper,
    )


def empty_frame(picture: Picture) -> str:
    """A picture that is not to be had: its place, in the colour it has on the whole."""
    paper, _ink = _PAPERS[picture.id % len(_PAPERS)]
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}" width="{0}" height="{1}">'
        '<rect width="{0}" height="{1}" fill="{2}"/></svg>',
        min(picture.width, 1920) or 640,
        min(picture.height, 1920) or 480,
        average_colour(picture.blurhash) or paper,
    )


def average_colour(blurhash: str) -> str:
    """The colour of a blurhash on the whole, as `#aabbcc`; "" if it is none.

    Its characters 3 to 6 are that colour, to the base of 83 (the BlurHash algorithm, "DC value").
    """
    digits = [_BASE83.find(one) for one in blurhash[2:6]]
    if len(digits) < 4 or -1 in digits:
        return ""
    number = 0
    for digit in digits:
        number = number * 83 + digit
    return f"#{number & 0xFFFFFF:06x}"
