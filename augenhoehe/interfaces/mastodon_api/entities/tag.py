"""A hashtag as clients know it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from augenhoehe.domain.posts.showing import TagMarks, tag_marks
from augenhoehe.interfaces.mastodon_api.entities.addresses import absolute

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import Account
    from augenhoehe.domain.posts.showing import Featured

_NO_MARKS = TagMarks()


def tag_entity(name: str, marks: TagMarks = _NO_MARKS) -> dict[str, Any]:
    """Its name and its page. How often it is used is not told: nothing is ranked by it."""
    return {
        "id": name,
        "name": name,
        "url": absolute(f"/tags/{quote(name)}"),
        "history": [],
        "following": name in marks.followed,
        "featuring": name in marks.featured,
    }


def tags_for(
    person: Account | None, names: Sequence[str], *, shown_as: Account | None = None
) -> list[dict[str, Any]]:
    """Hashtags in their order, with what somebody does with them: two questions for all.

    `shown_as`: on whose page they could stand, where that is a voice's.
    """
    marks = tag_marks(person, shown_as or person, names) if person else _NO_MARKS
    return [tag_entity(name, marks) for name in names]


def featured_tag_entity(account: Account, featured: Featured) -> dict[str, Any]:
    """A hashtag on somebody's page."""
    last = featured.last_post_at
    return {
        "id": str(featured.id),
        "name": featured.tag.name,
        "url": absolute(f"/@{quote(account.address)}?tag={quote(featured.tag.name)}"),
        "statuses_count": str(featured.posts_count),
        "last_status_at": f"{last:%Y-%m-%d}" if last else None,
    }
