"""A picture as clients know it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from augenhoehe.domain.media.actions import SIZES
from augenhoehe.interfaces.mastodon_api.entities.addresses import absolute

if TYPE_CHECKING:
    from augenhoehe.domain.media.models import Picture


def attachment_entity(picture: Picture) -> dict[str, Any]:
    """Where it lies, how large it is, what it shows."""
    return {
        "id": str(picture.id),
        "type": "image",
        "url": absolute(f"/media/{picture.id}/large.webp"),
        "preview_url": absolute(f"/media/{picture.id}/small.webp"),
        "remote_url": None,
        "preview_remote_url": None,
        "text_url": None,
        "meta": {
            "original": _size(picture.width, picture.height),
            "small": _small(picture),
            "focus": {"x": picture.focus_x, "y": picture.focus_y},
        },
        "description": picture.description or None,
        "blurhash": picture.blurhash or None,
    }


def _small(picture: Picture) -> dict[str, Any]:
    """Its size as a preview; what is small stays as it is."""
    scale = min(1.0, SIZES["small"] / max(picture.width, picture.height, 1))
    return _size(max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))


def _size(width: int, height: int) -> dict[str, Any]:
    return {
        "width": width,
        "height": height,
        "size": f"{width}x{height}",
        "aspect": width / height if height else 1.0,
    }
