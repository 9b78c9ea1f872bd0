"""Previews of links as clients know them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from augenhoehe.foundation.tracking import without_tracking
from augenhoehe.interfaces.mastodon_api.entities.addresses import absolute, moment

if TYPE_CHECKING:
    from augenhoehe.domain.posts.models import Card


def card_entity(card: Card) -> dict[str, Any]:
    """A `PreviewCard`. Its picture is our copy: reading here tells nobody elsewhere."""
    author = {"name": card.author_name, "url": card.author_url, "account": None}
    return {
        "url": without_tracking(card.url),
        "title": card.title,
        "description": card.description,
        "language": card.language or None,
        "type": card.kind,
        "authors": [author] if card.author_name or card.author_url else [],
        "author_name": card.author_name,
        "author_url": card.author_url,
        "provider_name": card.provider_name,
        "provider_url": card.provider_url,
        "html": "",
        "width": card.width,
        "height": card.height,
        "image": card_picture_url(card),
        "image_description": card.picture_alt,
        "embed_url": "",
        "blurhash": card.blurhash or None,
        "published_at": moment(card.published_at) if card.published_at else None,
        "missing_attribution": None,
    }


def card_picture_url(card: Card) -> str | None:
    """Each fetch has a folder of its own, so that a kept copy is never the wrong one."""
    return absolute(f"/vorschau/{card.folder.rpartition('/')[2]}.webp") if card.folder else None
