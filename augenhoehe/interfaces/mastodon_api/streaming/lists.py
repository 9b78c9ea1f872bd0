"""Lists as streams know them: one's own, and the spaces one belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from augenhoehe.domain.people.reading import own_list
from augenhoehe.domain.people.selectors import account_by_id
from augenhoehe.domain.posts.audience import Reader
from augenhoehe.domain.posts.pages import list_page, space_page
from augenhoehe.domain.spaces.selectors import spaces_one_belongs_to
from augenhoehe.foundation.stretch import Stretch

if TYPE_CHECKING:
    from augenhoehe.domain.people.models import ReadingList


def may_read_list(reader: Reader, list_id: int) -> bool:
    """Whether it is one's own list, or a space one belongs to."""
    return _is_space(reader, list_id) or _own(reader, list_id) is not None


def stands_in_list(reader: Reader, list_id: int, only: Stretch) -> bool:
    """Whether the one post of a stretch stands in a list."""
    if _is_space(reader, list_id):
        return bool(space_page(reader, list_id, only))
    chosen = _own(reader, list_id)
    return chosen is not None and bool(list_page(reader, chosen, only))


def _is_space(reader: Reader, list_id: int) -> bool:
    return any(space.id == list_id for space in spaces_one_belongs_to(reader.who))


def _own(reader: Reader, list_id: int) -> ReadingList | None:
    owner = account_by_id(reader.account_id or 0)
    return own_list(owner, list_id) if owner else None
