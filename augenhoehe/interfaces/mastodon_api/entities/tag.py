"""A hashtag as clients know it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from augenhoehe.interfaces.mastodon_api.entities.addresses import absolute


def tag_entity(name: str) -> dict[str, Any]:
    """Its name and its page. How often it is used is not told: nothing is ranked by it."""
    return {
        "id": name,
        "name": name,
        "url": absolute(f"/tags/{quote(name)}"),
        "history": [],
        "following": False,
        "featuring": False,
    }
