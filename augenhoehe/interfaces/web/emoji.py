"""Emoji in texts and names of pages: of this server, or of that of who wrote them."""

from __future__ import annotations

import re

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from augenhoehe.domain.media.emoji import WRITTEN, emoji_named, known_emoji, learn

_TAG = re.compile(r"(<[^>]*>)")


def with_emoji(value: str, domain: str = "") -> SafeString:
    """The text, or the safe HTML, with pictures where the words of emoji stood.

    `domain` is the server of who wrote it, if it is not this one.
    """
    html = conditional_escape(value)
    if ":" not in html or not (domain or known_emoji().by_shortcode):
        return html
    learn([(domain, html)])

    def drawn(match: re.Match[str]) -> str:
        emoji = emoji_named(match[1], domain)
        return drawing(emoji.path, emoji.shortcode) if emoji else match[0]

    # Every second piece is a tag: what stands in an attribute stays as it is.
    pieces = _TAG.split(html)
    pieces[::2] = [WRITTEN.sub(drawn, piece) if ":" in piece else piece for piece in pieces[::2]]
    return mark_safe("".join(pieces))  # noqa: S308 - it was safe before, and so is what came in


def drawing(path: str, shortcode: str) -> SafeString:
    """The picture for a word; whoever does not see it reads the word."""
    return format_html(
        '<img class="emoji" src="{0}" alt=":{1}:" title=":{1}:" width="20" height="20" '
        'loading="lazy" decoding="async">',
        path,
        shortcode,
    )
