"""How somebody stands to others, as clients know it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from augenhoehe.interfaces.mastodon_api.entities.addresses import moment

if TYPE_CHECKING:
    from augenhoehe.domain.people.standing import Standing


def relationships_for(ids: Sequence[int], standing: Standing) -> list[dict[str, Any]]:
    """In the order of the ids."""
    return [_relationship(account_id, standing) for account_id in ids]


def _relationship(account_id: int, standing: Standing) -> dict[str, Any]:
    mute = standing.mutes.get(account_id)
    ends_at = mute[1] if mute else None
    return {
        "id": str(account_id),
        "following": account_id in standing.follows,
        "showing_reblogs": account_id in standing.shows_boosts,
        "notifying": account_id in standing.notifies,
        "languages": standing.languages.get(account_id),
        "followed_by": account_id in standing.is_followed,
        "blocking": account_id in standing.blocks,
        "blocked_by": account_id in standing.is_blocked,
        "muting": mute is not None,
        "muting_notifications": bool(mute and mute[0]),
        "muting_expires_at": moment(ends_at) if ends_at else None,
        "requested": account_id in standing.has_asked,
        "requested_by": account_id in standing.is_asked,
        "domain_blocking": account_id in standing.blocks_server,
        "endorsed": account_id in standing.endorses,
        "note": standing.notes.get(account_id, ""),
    }
