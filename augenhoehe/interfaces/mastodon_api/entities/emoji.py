"""Emoji as clients know them: of this server, or of that of who wrote them."""

from __future__ import annotations

from typing import Any

from augenhoehe.domain.media.emoji import Emoji, emoji_in, known_emoji
from augenhoehe.interfaces.mastodon_api.entities.addresses import absolute


def emoji_entity(emoji: Emoji) -> dict[str, Any]:
    """A word and where the picture for it lies; none of them moves."""
    url = absolute(emoji.path)
    return {
        "shortcode": emoji.shortcode,
        "url": url,
        "static_url": url,
        "visible_in_picker": emoji.is_offered,
        "category": emoji.category or None,
    }


def emojis_in(*texts: str, domain: str = "") -> list[dict[str, Any]]:
    """Those that are written in these texts; `domain` is the server of who wrote them."""
    return [emoji_entity(one) for one in emoji_in(*texts, domain=domain)]


def emoji_version() -> int:
    """Another number whenever one of them changes; part of what a remembered answer is made of."""
    return known_emoji().version


def all_emojis() -> list[dict[str, Any]]:
    """Every emoji one can use here."""
    return [emoji_entity(one) for one in known_emoji().by_shortcode.values()]
