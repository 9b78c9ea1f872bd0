"""Lists as clients know them: one's own, and spaces as lists that cannot be edited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import ReadingList
    from augenhoehe.domain.spaces.models import Space


def list_entity(chosen: ReadingList) -> dict[str, Any]:
    """A list of one's own."""
    return {
        "id": str(chosen.id),
        "title": chosen.title,
        "replies_policy": chosen.replies,
        "exclusive": chosen.is_exclusive,
        "space": None,
    }


def space_entity(space: Space) -> dict[str, Any]:
    """A space one belongs to; `space` says that it is one."""
    return {
        "id": str(space.id),
        "title": space.name,
        "replies_policy": "list",
        "exclusive": False,
        "space": {"reach": space.reach, "slug": space.slug},
    }
